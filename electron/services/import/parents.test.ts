import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadPlant } from '../../store/plant.ts';
import { assetOf } from '../testing/project-reading.ts';
import { newWorld, type World } from '../testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const parentOf = (tag: string): string | null => {
  const { parentId } = assetOf(world.project, tag);
  return loadPlant(world.project.database).assets.find(({ id }) => id === parentId)?.tag ?? null;
};

describe('parents of imported rows', () => {
  test('are found by tag in any order of the rows, in the file and in the project, whatever their case', async () => {
    await world.importCsv('tag,type\nA-1,AREA\n');
    await world.importCsv('tag,type,parent_tag\nM-1,MOTOR,p-1\nP-1,PUMP,a-1\nM-2,MOTOR,P-1\n');
    expect(['M-1', 'M-2', 'P-1', 'A-1'].map(parentOf)).toEqual(['P-1', 'P-1', 'A-1', null]);
  });

  test('are found by the keys of the file in any order of the rows', async () => {
    const map = { no: 'key', above: 'parent_key' };
    const { warnings } = await world.importCsv(
      'no,above,tag,type\n3,2,M-1,MOTOR\n2,1,P-1,PUMP\n1,,A-1,AREA\n9,8,M-9,MOTOR\n',
      { map },
    );
    expect(['M-1', 'P-1', 'A-1', 'M-9'].map(parentOf)).toEqual(['P-1', 'A-1', null, null]);
    expect(warnings).toEqual([
      {
        row: 5,
        column: null,
        tag: 'M-9',
        message: 'The parent of key "8" is neither in the file nor in the project. "M-9" comes without it.',
      },
    ]);
  });

  test('that are nowhere are a warning, and a parent known before stays', async () => {
    await world.importCsv('tag,type,parent_tag\nA-1,AREA,\nP-1,PUMP,A-1\n');
    const { warnings, unchanged } = await world.importCsv('tag,type,parent_tag\nP-1,,NOWHERE\n');
    expect([unchanged, warnings.map(({ message }) => message), parentOf('P-1')]).toEqual([
      1,
      ['The parent "NOWHERE" is neither in the file nor in the project. "P-1" comes without it.'],
      'A-1',
    ]);
  });

  test('whose own row has an error are a warning where they are new', async () => {
    const { errors, warnings } = await world.importCsv(
      'tag,type,parent_tag,power_kw\nP-1,PUMP,,many\nM-1,MOTOR,P-1,\n',
    );
    expect([errors.map(({ row }) => row), warnings.map(({ row }) => row), parentOf('M-1')]).toEqual([
      [2],
      [3],
      null,
    ]);
  });

  test('of a key that appears twice are an error of the second row', async () => {
    const { errors } = await world.importCsv('no,tag,type\n1,P-1,PUMP\n1,P-2,PUMP\n', { map: { no: 'key' } });
    expect(errors.map(({ row, message }) => [row, message])).toEqual([
      [3, 'The key "1" appears twice. Keys must be unique in the file.'],
    ]);
  });

  test('that form a circle in the file are errors of its rows; what hangs below comes without', async () => {
    const result = await world.importCsv(
      'tag,type,parent_tag\nA,AREA,B\nB,AREA,C\nC,AREA,A\nD,AREA,A\nE,AREA,E\nF,AREA,D\n',
    );
    expect(result.errors.map(({ row, tag }) => [row, tag])).toEqual([
      [2, 'A'],
      [3, 'B'],
      [4, 'C'],
      [6, 'E'],
    ]);
    expect([result.created, result.failed, parentOf('D'), parentOf('F')]).toEqual([2, 4, null, 'D']);
  });

  test('that form a circle through the project are an error', async () => {
    await world.importCsv('tag,type,parent_tag\nA,AREA,\nB,AREA,A\nC,AREA,B\n');
    const { errors } = await world.importCsv('tag,type,parent_tag\nA,,C\n');
    expect(errors.map(({ tag }) => tag)).toEqual(['A']);
    expect(parentOf('A')).toBe(null);
  });

  test('that would form a circle only because another row was taken out are errors as well', async () => {
    await world.importCsv('tag,type,parent_tag\nY,AREA,\nX,AREA,Y\nZ,AREA,\n');
    const { errors } = await world.importCsv('tag,type,parent_tag\nX,,Z\nZ,,X\nY,,X\n');
    expect(errors.map(({ tag }) => tag)).toEqual(['X', 'Z', 'Y']);
    expect(['X', 'Y', 'Z'].map(parentOf)).toEqual(['Y', null, null]);
  });

  test('that would form a circle only because the new parent was taken out are errors as well', async () => {
    await world.importCsv('tag,type,parent_tag\nX,AREA,\nB,AREA,X\n');
    const { errors, warnings } = await world.importCsv('tag,type,parent_tag\nN,AREA,N\nB,,N\nX,,B\n');
    expect(errors.map(({ tag }) => tag)).toEqual(['N', 'X']);
    expect(warnings.map(({ tag }) => tag)).toEqual(['B']);
    expect(['X', 'B'].map(parentOf)).toEqual([null, 'X']);
  });

  test('never form a circle, whatever lists follow each other', async () => {
    const tags = ['A', 'B', 'C', 'D', 'E'];
    const list = fc.uniqueArray(fc.tuple(fc.constantFrom(...tags), fc.constantFrom(...tags, '')), {
      selector: ([tag]) => tag,
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(list, { minLength: 1, maxLength: 4 }), async (lists) => {
        for (const rows of lists) {
          const text = rows.map((row) => `${row.join(',')},AREA`).join('\n');
          const { totalRows, created, updated, unchanged, failed } = await world.importCsv(
            `tag,parent_tag,type\n${text}\n`,
          );
          expect(created + updated + unchanged + failed).toBe(totalRows);
        }
        expectNoCircle();
      }),
      { numRuns: 25 },
    );
  });
});

function expectNoCircle(): void {
  const { assets } = loadPlant(world.project.database);
  const above = new Map(assets.map(({ id, parentId }) => [id, parentId]));
  for (const { id } of assets) {
    const seen = new Set<string>();
    for (let next: string | null = id; next !== null; next = above.get(next) ?? null) {
      expect(seen.has(next)).toBe(false);
      seen.add(next);
    }
  }
}
