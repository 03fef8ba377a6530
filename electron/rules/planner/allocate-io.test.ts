import { describe, expect, test } from 'vitest';
import { displayText } from '../../../shared/json.ts';
import type { Asset } from '../../../shared/model/entities.ts';
import type { PlantState } from '../plant-view.ts';
import { rule } from '../testing/rules.ts';
import { asset, compiled, edge, executed, lines, plant, planOf } from '../testing/world.ts';

const AI = rule(
  'io.transmitter',
  'type: LEVEL_TRANSMITTER',
  'allocate_io: { AI: 1, cabinet: { type: CABINET, same: area } }',
);
const RULES = compiled(AI);
const cabinet = asset('47-CAB', 'CABINET', { area: '47' });
const transmitters = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) =>
    asset(`LT-${String(index + from).padStart(2, '0')}`, 'LEVEL_TRANSMITTER', { area: '47' }),
  );
const channels = (state: PlantState): string[] => {
  const tagOf = (id: string): string => state.assets.find((one) => one.id === id)?.tag ?? id;
  return state.edges
    .filter(({ relation }) => relation === 'allocated_to')
    .map(({ sourceId, targetId, slot }) => `${tagOf(sourceId)} ${tagOf(targetId)} ${slot}`)
    .toSorted();
};

describe('allocate_io', () => {
  test('makes a card in the cabinet, and gives its channels in the order of tags', () => {
    const state = plant([cabinet, ...transmitters(2).toReversed()]);
    const plan = planOf(state, RULES);
    expect(lines(plan)).toEqual([
      'CREATE ASSET 47-CAB-AI01',
      'CREATE EDGE 47-CAB contains',
      'CREATE EDGE LT-01 allocated_to',
      'CREATE EDGE LT-02 allocated_to',
    ]);
    expect(plan.operations[0]?.after).toMatchObject({
      type: 'IO_CARD',
      ioType: 'AI',
      parentId: '47-CAB',
      area: '47',
      discipline: 'AUTOMATION',
      properties: { channels: 8 },
      origin: { ruleId: 'io.transmitter', sourceId: '47-CAB', slot: 'ai_01' },
    });
    expect(plan.operations.map(({ cause }) => cause)).toEqual([null, 0, 0, 0]);
    expect(channels(executed(state, RULES))).toEqual(['LT-01 47-CAB-AI01 AI-01', 'LT-02 47-CAB-AI01 AI-02']);
    expect(lines(planOf(executed(state, RULES), RULES))).toEqual([]);
  });

  test('adds a card where the others are filled to 80 %, or to the setting', () => {
    const cards = (count: number, settings = {}) => {
      const state = plant([cabinet, ...transmitters(count)]);
      const after = executed({ ...state, project: { ...state.project, settings } }, RULES);
      return after.assets.filter(({ type }) => type === 'IO_CARD').length;
    };
    expect([cards(6), cards(7), cards(13)]).toEqual([1, 2, 3]);
    expect([cards(8, { io_fill_pct: 100 }), cards(3, { io_fill_pct: 1 })]).toEqual([1, 3]);
  });

  test('cards follow tag, area and system of their cabinet in the run that gives the next channels', () => {
    const before = executed(plant([cabinet, ...transmitters(7)]), RULES);
    const moved: PlantState = {
      ...before,
      assets: [
        ...before.assets.map((one) => {
          if (one.type === 'LEVEL_TRANSMITTER') return { ...one, area: '48' };
          return one.tag === '47-CAB' ? { ...one, tag: '48-CAB', area: '48', system: 'S2' } : one;
        }),
        asset('LT-20', 'LEVEL_TRANSMITTER', { area: '48' }),
      ],
    };
    const plan = planOf(moved, RULES);
    expect(lines(plan)).toEqual([
      'UPDATE ASSET 48-CAB-AI01 area="48" system="S2" tag="48-CAB-AI01"',
      'UPDATE ASSET 48-CAB-AI02 area="48" system="S2" tag="48-CAB-AI02"',
      'CREATE EDGE LT-20 allocated_to',
    ]);
    expect(plan.operations[0]?.because).toMatchObject({
      ruleId: 'io.transmitter',
      source: { tag: '48-CAB-AI01' },
      values: { 'parent.tag': '48-CAB', 'parent.area': '48', 'parent.system': 'S2' },
    });
    const after = executed(moved, RULES);
    expect(channels(after)).toContain('LT-20 48-CAB-AI02 AI-02');
    expect(planOf(after, RULES).operations).toEqual([]);
    expect(planOf(moved, RULES, { scope: { assets: ['LT-01'] } }).operations).toEqual([]);
  });

  test('a card keeps a tag that a person gave, and what its cabinet has no more is outdated; a tag in use is an error', () => {
    const other = asset('48-CAB', 'CABINET', { area: '48' });
    const lt = asset('LT-20', 'LEVEL_TRANSMITTER', { area: '48' });
    const before = executed(plant([cabinet, other, ...transmitters(1), lt]), RULES);
    const retagged = (tags: Readonly<Record<string, string>>, owners = {}): PlantState => ({
      ...before,
      assets: before.assets.map((one) => ({
        ...one,
        tag: tags[one.tag] ?? one.tag,
        owners: one.type === 'IO_CARD' ? { ...one.owners, ...owners } : one.owners,
      })),
    });
    const swapped = planOf(retagged({ '47-CAB': '48-CAB', '48-CAB': '47-CAB' }), RULES);
    expect([swapped.operations, swapped.errors.map(({ code, tag }) => `${code} ${tag}`)]).toEqual([
      [],
      ['DUPLICATE_TAG 48-CAB-AI01', 'DUPLICATE_TAG 47-CAB-AI01'],
    ]);
    const own = planOf(retagged({ '47-CAB': '49-CAB' }, { tag: 'user:anna' }), RULES);
    expect(own).toMatchObject({
      operations: [],
      conflicts: [{ kind: 'PERSON', field: 'tag', present: '47-CAB-AI01', planned: '49-CAB-AI01' }],
    });
    const gone = retagged({});
    const bare = {
      ...gone,
      assets: gone.assets.map((one) => (one.tag === '47-CAB' ? { ...one, area: null } : one)),
    };
    expect(planOf(bare, RULES).operations.map(({ op, tag, after }) => [op, tag, after?.['code']])).toEqual([
      ['RAISE', '47-CAB-AI01', 'OUTDATED'],
    ]);
  });

  const retag = (state: PlantState, more: Partial<Asset>, ...others: readonly Asset[]): PlantState => ({
    ...state,
    assets: [...state.assets.map((one) => (one.id === '47-CAB' ? { ...one, ...more } : one)), ...others],
  });

  test('a card of another rule takes a number that no card of the cabinet was made with', () => {
    const both = compiled(AI, AI.replaceAll('io.transmitter', 'io.pressure').replaceAll('LEVEL', 'PRESSURE'));
    const before = executed(plant([cabinet, ...transmitters(6)]), both);
    const pt = asset('PT-1', 'PRESSURE_TRANSMITTER', { area: '47' });
    const retagged = retag(before, { tag: '48-CAB' }, pt);
    const narrow = executed(retagged, both, { scope: { assets: ['PT-1'] } });
    expect(channels(narrow)).toContain('PT-1 48-CAB-AI02 AI-01');
    const rest = planOf(narrow, both);
    expect([lines(rest), rest.errors]).toEqual([['UPDATE ASSET 48-CAB-AI01 tag="48-CAB-AI01"'], []]);
  });

  test('what is outdated on a card goes by the scope of its cabinet', () => {
    const before = executed(plant([cabinet, ...transmitters(1)]), RULES);
    const bare = executed(retag(before, { area: null }), RULES);
    expect(bare.findings).toMatchObject([{ code: 'OUTDATED', tag: '47-CAB-AI01', status: 'OPEN' }]);
    expect(lines(planOf(bare, RULES, { scope: { assetTypes: ['IO_CARD'] } }))).toEqual([]);
    const mended = retag(bare, { area: '47' });
    expect(lines(planOf(mended, RULES, { scope: { assets: ['47-CAB'] } }))).toEqual([
      'RESOLVE FINDING 47-CAB-AI01',
    ]);
  });

  test('a card that follows what the same plan does to its cabinet names that as its cause', () => {
    const make = rule(
      'io.cabinet',
      'type: AREA',
      'create_child: { slot: cab, type: CABINET, tag: "{asset.tag}-CAB", inherit: [area] }',
    );
    const both = compiled(AI, make);
    const area = asset('47', 'AREA', { area: '47' });
    const before = executed(plant([area, ...transmitters(1)]), both);
    const renamed = {
      ...before,
      assets: before.assets.map((one) => (one.id === '47' ? { ...one, tag: '48' } : one)),
    };
    const { operations } = planOf(renamed, both);
    expect(operations.map(({ tag, cause }) => [tag, cause])).toEqual([
      ['48-CAB', null],
      ['48-CAB-AI01', 0],
    ]);
  });

  test('what another action of the rule made is no card that follows', () => {
    const before = executed(plant([cabinet, ...transmitters(1)]), RULES);
    const assets = before.assets.map((one) =>
      'ruleId' in one.origin ? { ...one, origin: { ...one.origin, slot: 'ai_main' } } : one,
    );
    expect(planOf(retag({ ...before, assets }, { tag: '48-CAB', system: 'S2' }), RULES).operations).toEqual(
      [],
    );
  });

  test('a rule that writes the area of all that it selects is no reason to refuse it', () => {
    const any = rule(
      'io.any',
      'type: LEVEL_TRANSMITTER',
      'allocate_io: { AI: 1, cabinet: { type: CABINET } }',
    );
    const area = rule('area', 'discipline: AUTOMATION', 'set_property: { area: "= parent.area" }');
    expect(compiled(any, area).problems).toEqual([]);
  });

  test('the area that another rule gives to cards stays, whatever its priority; the next run changes nothing', () => {
    const setArea = (priority: number) =>
      rule('area', 'type: IO_CARD', 'set_property: { area: "50" }', `    priority: ${priority}\n`);
    const state = plant([cabinet, ...transmitters(1)]);
    for (const priority of [90, 1]) {
      const both = compiled(AI, setArea(priority));
      const after = executed(executed(state, both), both);
      expect(after.assets.find(({ type }) => type === 'IO_CARD')?.area).toBe('50');
      expect(planOf(after, both).operations).toEqual([]);
    }
  });

  test('a channel once given is kept: a new neighbour takes the next free one', () => {
    const first = executed(plant([cabinet, ...transmitters(3, 5)]), RULES);
    const more = { ...first, assets: [...first.assets, ...transmitters(1)] };
    expect(channels(executed(more, RULES))).toEqual([
      'LT-01 47-CAB-AI01 AI-04',
      'LT-05 47-CAB-AI01 AI-01',
      'LT-06 47-CAB-AI01 AI-02',
      'LT-07 47-CAB-AI01 AI-03',
    ]);
    const renamed = {
      ...first,
      assets: first.assets.map((one) => (one.tag === 'LT-07' ? { ...one, tag: 'A' } : one)),
    };
    expect(lines(planOf(renamed, RULES))).toEqual([]);
    const gone = {
      ...first,
      assets: [...first.assets.filter(({ tag }) => tag !== 'LT-06'), ...transmitters(1)],
      edges: first.edges.filter(({ sourceId }) => sourceId !== 'LT-06'),
    };
    expect(channels(executed(gone, RULES))[0]).toBe('LT-01 47-CAB-AI01 AI-02');
  });

  test('rules share the cards, each kind has its own', () => {
    const motors = rule(
      'a.motor',
      'type: MOTOR',
      'allocate_io: { DI: 3, DO: 1, cabinet: { tag: "47-CAB" } }',
    );
    const valves = rule(
      'z.valve',
      'type: ON_OFF_VALVE',
      'allocate_io: { DI: 2, DO: 1, cabinet: { tag: "47-CAB" } }',
    );
    const rules = compiled(motors, valves);
    const state = plant([cabinet, asset('A-1', 'ON_OFF_VALVE'), asset('M-1', 'MOTOR')]);
    const after = executed(state, rules);
    expect(channels(after)).toEqual([
      'A-1 47-CAB-DI01 DI-01',
      'A-1 47-CAB-DI01 DI-02',
      'A-1 47-CAB-DO01 DO-01',
      'M-1 47-CAB-DI01 DI-03',
      'M-1 47-CAB-DI01 DI-04',
      'M-1 47-CAB-DI01 DI-05',
      'M-1 47-CAB-DO01 DO-02',
    ]);
    expect(lines(planOf(after, rules))).toEqual([]);
    expect(planOf(state, rules).operations.every(({ cause }, index) => cause === null || cause < index)).toBe(
      true,
    );
  });

  test('cards and channels of a person count', () => {
    const card = asset('47-CAB-AI03', 'IO_CARD', {
      parentId: '47-CAB',
      ioType: 'AI',
      properties: { channels: 16 },
    });
    const byHand = edge('LT-01', 'allocated_to', '47-CAB-AI03', { slot: 'AI-02' });
    const state = plant([cabinet, card, ...transmitters(3)], { edges: [byHand] });
    expect(channels(executed(state, RULES))).toEqual([
      'LT-01 47-CAB-AI03 AI-02',
      'LT-02 47-CAB-AI03 AI-01',
      'LT-03 47-CAB-AI03 AI-03',
    ]);
    const full = plant([cabinet, { ...card, properties: { channels: 1 } }, ...transmitters(2)]);
    expect(channels(executed(full, RULES))).toEqual(['LT-01 47-CAB-AI03 AI-01', 'LT-02 47-CAB-AI04 AI-01']);
  });

  test('without a cabinet it is a skip; fewer needs are a finding, and the channels are kept', () => {
    expect(planOf(plant(transmitters(1)), RULES).skips).toMatchObject([
      { reason: 'MISSING_TARGET', tag: 'LT-01' },
    ]);
    const two = compiled(AI.replace('AI: 1', 'AI: 2'));
    const state = executed(plant([cabinet, ...transmitters(1)]), two);
    const plan = planOf(state, RULES);
    expect(plan.operations.map(({ op, after }) => `${op} ${displayText(after?.['message'])}`)).toEqual([
      'RAISE LT-01 does not need AI-02 any more. The channels are kept; delete the relations to free them.',
    ]);
  });

  test('a channel and a card that a person deleted are not given or made again', () => {
    const state = executed(plant([cabinet, ...transmitters(2)]), RULES);
    const lost = state.edges.find(({ sourceId }) => sourceId === 'LT-02')?.id ?? '';
    const plan = planOf(
      { ...state, edges: state.edges.filter(({ id }) => id !== lost), deletedByPerson: new Set([lost]) },
      RULES,
    );
    expect([
      lines(plan),
      plan.conflicts.map(({ kind, tag, planned }) => `${kind} ${tag} ${String(planned)}`),
    ]).toEqual([[], ['DELETED LT-02 AI 1']]);
    const card = state.assets.find(({ type }) => type === 'IO_CARD')?.id ?? '';
    const without = plant([cabinet, ...transmitters(1)], { deletedByPerson: new Set([card]) });
    expect(channels(executed(without, RULES))).toEqual(['LT-01 47-CAB-AI02 AI-01']);
  });
});
