import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadRules as storedRules } from '../../store/plant.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { batchLines, eventLines } from '../testing/project-reading.ts';
import { newWorld, type World } from '../testing/world.ts';
import { checkRuleFiles, listRules, loadRules, testRuleFiles, type LoadResult } from './rules.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

function file(name: string, text: string): string {
  const path = join(world.folder, name);
  writeFileSync(path, text);
  return path;
}

const rule = (id: string, more = '', value = 'true'): string => `
  - id: ${id}
    name: Rule ${id}${more}
    for: { type: PUMP }
    do: { set_property: { outdoor: ${value} } }`;
const pack = (name: string, ...rules: string[]): string =>
  `pack: ${name}\nrules:${rules.length === 0 ? ' []' : rules.join('')}\n`;
const load = (...paths: string[]) => loadRules(world.project, paths, null);
const counts = ({ correlationId: _id, ...result }: LoadResult) => result;
const loaded = () =>
  listRules(world.project, {}).map(({ ruleId, source, pack: name }) => `${ruleId} ${source} ${name}`);

describe('loading rules', () => {
  test('counts what is added, changed, unchanged and retired, per pack', () => {
    const a = file('a.yaml', pack('a', rule('r.one'), rule('r.two'), rule('r.three')));
    const b = file('b.yaml', pack('b', rule('r.other')));
    expect(counts(load(a, b))).toEqual({ added: 4, changed: 0, unchanged: 0, retired: 0 });
    file('a.yaml', pack('a', rule('r.one'), rule('r.two', '', 'false'), rule('r.four')));
    const result = load(a);
    expect(counts(result)).toEqual({ added: 1, changed: 1, unchanged: 1, retired: 1 });
    expect(eventLines(world.project, result.correlationId)).toEqual([
      'BATCH_STARTED',
      'RULE_CHANGED r.two',
      'RULE_DEFINED r.four',
      'RULE_RETIRED r.three',
      'BATCH_COMPLETED',
    ]);
    expect(loaded()).toEqual(['r.four PROJECT a', 'r.one PROJECT a', 'r.other PROJECT b', 'r.two PROJECT a']);
  });

  test('again changes nothing and is recorded all the same', () => {
    const a = file('a.yaml', pack('a', rule('r.one')));
    load(a);
    const again = load(a);
    expect(counts(again)).toEqual({ added: 0, changed: 0, unchanged: 1, retired: 0 });
    expect(eventLines(world.project, again.correlationId)).toEqual(['BATCH_STARTED', 'BATCH_COMPLETED']);
  });

  test('of a file whose rules are all gone retires the pack', () => {
    const a = file('a.yaml', pack('a', rule('r.one')));
    load(a, file('b.yaml', pack('b', rule('r.other'))));
    file('a.yaml', pack('a'));
    expect(counts(load(a))).toEqual({ added: 0, changed: 0, unchanged: 0, retired: 1 });
    expect(loaded()).toEqual(['r.other PROJECT b']);
  });

  test('moves a rule from one pack to another where both are loaded together', () => {
    const a = file('a.yaml', pack('a', rule('r.one'), rule('r.two')));
    load(a);
    file('a.yaml', pack('a', rule('r.two')));
    expect(counts(load(a, file('b.yaml', pack('b', rule('r.one')))))).toEqual({
      added: 0,
      changed: 1,
      unchanged: 1,
      retired: 0,
    });
    expect(loaded()).toEqual(['r.one PROJECT b', 'r.two PROJECT a']);
  });

  test('reads the rule files of a folder, each pack named after its file where it names none', () => {
    const folder = join(world.folder, 'rules');
    mkdirSync(folder);
    writeFileSync(join(folder, 'x.yaml'), `rules:${rule('r.x')}`);
    writeFileSync(join(folder, 'y.yml'), `rules:${rule('r.y')}`);
    writeFileSync(join(folder, 'notes.txt'), 'none');
    expect(counts(load(folder)).added).toBe(2);
    expect(loaded()).toEqual(['r.x PROJECT x', 'r.y PROJECT y']);
  });

  test('with one error loads nothing and says where it is', () => {
    const bad = file(
      'bad.yaml',
      pack('bad', rule('r.good'), rule('r.bad', '\n    where: "props.pump_kin == 1"')),
    );
    const before = batchLines(world.project);
    const error = failureOf(() => load(bad));
    expect(error.code).toBe('INVALID_RULE');
    expect(error.message).toMatch(/^.*bad\.yaml:\d+:\d+: .*pump_kin/);
    expect(error.context).toMatchObject({ file: bad, ruleId: 'r.bad' });
    expect([batchLines(world.project), storedRules(world.project.database)]).toEqual([before, []]);
  });

  test('with broken YAML loads nothing', () => {
    expect(failureOf(() => load(file('bad.yaml', 'rules: [\n  - id: '))).code).toBe('INVALID_RULE');
  });

  test('of an id that another pack has for the same source is refused; for another source it is not', () => {
    load(file('a.yaml', pack('a', rule('r.one'))));
    const error = failureOf(() => load(file('b.yaml', pack('b', rule('r.one')))));
    expect(error.message).toContain('Rule "r.one" is loaded already by pack "a" for the same source.');
    load(file('b.yaml', pack('b', rule('r.one', '\n    source: CLIENT'))));
    expect(loaded()).toEqual(['r.one PROJECT a', 'r.one CLIENT b']);
  });

  test('is refused where new rules and those of another pack make each other without end', () => {
    const making = (id: string, from: string, to: string): string => `
  - id: ${id}
    name: Make ${to}
    for: { type: ${from} }
    do: { create_child: { slot: s, type: ${to}, tag: '{asset.tag}-${to}' } }`;
    load(file('a.yaml', pack('a', making('a.first', 'PUMP', 'MOTOR'))));
    const error = failureOf(() => load(file('b.yaml', pack('b', making('b.second', 'MOTOR', 'PUMP')))));
    expect([error.code, error.message.includes('a.first'), error.message.includes('b.second')]).toEqual([
      'INVALID_RULE',
      true,
      true,
    ]);
  });

  test('is not refused for what is wrong with the rules of another pack', async () => {
    await world.importRows([{ tag: 'P-1', type: 'PUMP', odd: 'x' }]);
    load(file('a.yaml', pack('a', rule('r.odd', `\n    where: 'props.odd == "x"'`))));
    world.edit('P-1', {}, { unset: ['odd'] });
    expect(counts(load(file('b.yaml', pack('b', rule('r.new', '', 'false'))))).added).toBe(1);
  });

  test('of files that are none is refused', () => {
    const empty = join(world.folder, 'empty');
    mkdirSync(empty);
    writeFileSync(join(world.folder, 'latin.yaml'), Buffer.from([0x72, 0xe4, 0x3a]));
    for (const path of [
      join(world.folder, 'none.yaml'),
      empty,
      join(world.folder, 'latin.yaml'),
      '/dev/null',
    ])
      expect(failureOf(() => load(path)).code).toBe('FILE_NOT_READABLE');
  });
});

describe('the rules of a project', () => {
  test('are listed by what a scope selects', () => {
    world.loadRules(MOTOR_RULES);
    const ids = (...scope: Parameters<typeof listRules>[1][]) =>
      scope.map((one) => listRules(world.project, one).map(({ ruleId }) => ruleId));
    expect(
      ids(
        {},
        { disciplines: ['ELECTRICAL'] },
        { actionTypes: ['create_child', 'validate'] },
        { ruleIds: ['m.rating', 'm.none'], disciplines: ['ELECTRICAL'] },
      ),
    ).toEqual([
      ['m.large', 'm.motor', 'm.rating'],
      ['m.large', 'm.rating'],
      ['m.large', 'm.motor'],
      ['m.rating'],
    ]);
    const [{ hash, ...first } = { hash: '' }] = listRules(world.project, {});
    expect(first).toEqual({
      ruleId: 'm.large',
      name: 'No motor above 100 kW',
      pack: 'pack',
      source: 'PROJECT',
      sourceId: null,
      priority: expect.any(Number),
      enforced: false,
      discipline: 'ELECTRICAL',
      category: 'GENERAL',
      status: 'PROD_READY',
      actionType: 'validate',
    });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('checking rule files', () => {
  test('knows the names that the assets of a project carry', async () => {
    const path = file('a.yaml', pack('a', rule('r.odd', `\n    where: 'props.odd == "x"'`)));
    expect(checkRuleFiles([path], null).map(({ code }) => code)).toEqual(['UNKNOWN_NAME']);
    await world.importRows([{ tag: 'P-1', type: 'PUMP', odd: 'x' }]);
    expect(checkRuleFiles([path], world.project)).toEqual([]);
  });

  test('runs the tests inside them', () => {
    const tests = `
    tests:
      - { name: fires, given: [{ tag: P-1, type: PUMP }], expect: [{ op: UPDATE, tag: P-1 }] }
      - { name: fails, given: [{ tag: P-1, type: PUMP }], expect: [] }`;
    const path = file('a.yaml', `${pack('a', rule('r.one'))}${tests.slice(1)}\n`);
    expect(testRuleFiles([path])).toMatchObject({ passed: 1, failed: 1 });
    expect(failureOf(() => testRuleFiles([file('b.yaml', 'rules: 7')])).code).toBe('INVALID_RULE');
  });
});
