import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorOf, memberOf, newPlant, textOf, type Desk } from '../testing.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await newPlant('tag,type,area,parent_tag\nA-1,AREA,100,\nP-1,PUMP,100,A-1\nP-2,PUMP,100,P-1\n');
});
afterEach(() => desk.close());

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const edit = (tag: string, ...options: string[]) => desk.json('edit', desk.project, tag, ...options);
const assetAfter = async (tag: string, ...options: string[]) =>
  memberOf(await desk.done('edit', desk.project, tag, ...options), 'asset');

describe('edit', () => {
  test('writes any field, values read like cells of an import, and answers with the asset', async () => {
    const { document } = await edit(
      'p-1',
      '--set',
      'power_kw=415',
      '--set',
      'outdoor=yes',
      '--set',
      'loop=0012',
      '--set',
      'area=200',
      '--set',
      'description=a=b',
      '--set',
      'properties.maker=ACME',
      '--reason',
      'why not',
      '--user',
      'berta',
    );
    expect(document).toEqual({
      correlationId: expect.stringMatching(ID),
      asset: {
        id: expect.stringMatching(ID),
        tag: 'P-1',
        type: 'PUMP',
        description: 'a=b',
        discipline: 'MECHANICAL',
        area: '200',
        system: null,
        parentId: expect.stringMatching(ID),
        ioType: null,
        dataStatus: 'FRESH_IMPORT',
        properties: { power_kw: 415, outdoor: true, loop: '0012', maker: 'ACME' },
        origin: { userId: 'anna' },
        owners: expect.any(Object),
        version: 2,
      },
    });
    const batch = await desk.done('batch', desk.project, textOf(document, 'correlationId'));
    expect(batch).toMatchObject({ kind: 'EDIT', userId: 'berta', reason: 'why not' });
  });

  test('--new makes an asset of a type, with its parent', async () => {
    const asset = await assetAfter(
      'P-3',
      '--new',
      '--type',
      'pump',
      '--set',
      'parent_tag=A-1',
      '--set',
      'power_kw=3',
    );
    expect(asset).toMatchObject({ tag: 'P-3', type: 'PUMP', properties: { power_kw: 3 }, version: 1 });
    const { items } = await desk.done('assets', desk.project, '--tag', 'P-3');
    expect(items).toMatchObject([{ parentTag: 'A-1' }]);
  });

  test('a new tag and an empty parent are fields like others', async () => {
    expect(await assetAfter('P-2', '--set', 'tag=P-20', '--unset', 'parent_tag')).toMatchObject({
      tag: 'P-20',
      parentId: null,
    });
  });

  test('--unset gives a field back to the rules', async () => {
    await edit('P-1', '--set', 'power_kw=4');
    const asset = await assetAfter('P-1', '--unset', 'power_kw', '--unset', 'area');
    expect(asset).toMatchObject({ area: null, properties: {} });
  });

  test('--delete takes the asset; its children stay without a parent', async () => {
    const { document } = await edit('P-1', '--delete', '--reason', 'sold');
    expect(document).toEqual({ correlationId: expect.stringMatching(ID), asset: null });
    const { items } = await desk.done('assets', desk.project);
    expect(items).toMatchObject([
      { tag: 'A-1', parentTag: null },
      { tag: 'P-2', parentTag: null },
    ]);
  });

  test('tells people what was done', async () => {
    const lines = [
      await desk.run('edit', desk.project, 'P-1', '--set', 'area=5'),
      await desk.run('edit', desk.project, 'P-9', '--new', '--type', 'PUMP'),
      await desk.run('edit', desk.project, 'P-9', '--delete'),
    ].map(({ stdout }) => stdout.split(' Batch')[0]);
    expect(lines).toEqual(['P-1 changed.', 'P-9 created.', 'P-9 deleted.']);
  });
});

describe('edit refuses, and nothing is changed', () => {
  test.each<[what: string, tag: string, options: string[], code: string]>([
    ['nothing to do', 'P-1', [], 'INVALID_ARGUMENT'],
    ['--new without a type', 'P-9', ['--new'], 'INVALID_ARGUMENT'],
    ['a type without --new', 'P-1', ['--type', 'PUMP'], 'INVALID_ARGUMENT'],
    ['--new together with --delete', 'P-1', ['--new', '--type', 'PUMP', '--delete'], 'INVALID_ARGUMENT'],
    ['--delete together with --set', 'P-1', ['--delete', '--set', 'area=1'], 'INVALID_ARGUMENT'],
    ['a field both set and unset', 'P-1', ['--set', 'area=1', '--unset', 'area'], 'INVALID_ARGUMENT'],
    ['a field set twice', 'P-1', ['--set', 'area=1', '--set', 'area=2'], 'INVALID_ARGUMENT'],
    ['a value without a name', 'P-1', ['--set', '=1'], 'INVALID_ARGUMENT'],
    ['a tag that is not there', 'P-9', ['--set', 'area=1'], 'ASSET_NOT_FOUND'],
    ['a tag that is not there, deleted', 'P-9', ['--delete'], 'ASSET_NOT_FOUND'],
    ['a tag that is there, made new', 'p-1', ['--new', '--type', 'PUMP'], 'DUPLICATE_TAG'],
    ['the tag of another', 'P-1', ['--set', 'tag=p-2'], 'DUPLICATE_TAG'],
    ['an empty tag', 'P-1', ['--set', 'tag='], 'INVALID_ARGUMENT'],
    ['a parent that is not there', 'P-1', ['--set', 'parent_tag=P-9'], 'ASSET_NOT_FOUND'],
    ['a parent below itself', 'P-1', ['--set', 'parent_tag=P-2'], 'INVALID_ARGUMENT'],
    ['a value of the wrong type', 'P-1', ['--set', 'power_kw=much'], 'INVALID_ARGUMENT'],
    ['a value that is not allowed', 'P-1', ['--set', 'pump_kind=MAGIC'], 'INVALID_ARGUMENT'],
  ])('%s', async (_what, tag, options, code) => {
    const result = await edit(tag, ...options);
    expect([result.status, errorOf(result)['code']]).toEqual([1, code]);
    expect(await desk.done('info', desk.project)).toMatchObject({ counts: { batches: 2 } });
  });
});
