import { describe, expect, test } from 'vitest';
import type { Package } from '../../../shared/model/entities.ts';
import type { PlantState } from '../plant-view.ts';
import { rule } from '../testing/rules.ts';
import { asset, cable, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

const INDEX = rule(
  'gen.index',
  'discipline: INSTRUMENTATION',
  'create_package: { code: "{asset.area}-IN", packageType: IN-P040 }',
);
const RULES = compiled(INDEX);
const transmitter = (tag: string, area: string | null = '47') => asset(tag, 'LEVEL_TRANSMITTER', { area });
const members = (state: PlantState): Record<string, string[]> =>
  Object.fromEntries(state.packages.map(({ code, members: of }) => [code, Object.keys(of).toSorted()]));
const withAssets = (state: PlantState, ...assets: PlantState['assets'][number][]): PlantState => ({
  ...state,
  assets,
});
const edited = (state: PlantState, more: Partial<Package>): PlantState => ({
  ...state,
  packages: state.packages.map((one) => ({ ...one, ...more })),
});

describe('create_package', () => {
  test('makes one package for each code, with all its members in one operation', () => {
    const state = plant([transmitter('LT-2'), transmitter('LT-1'), transmitter('LT-3', '48')]);
    const plan = planOf(state, RULES);
    expect(
      plan.operations.map(({ op, aggregateType, tag, after }) => [op, aggregateType, tag, after]),
    ).toEqual([
      [
        'CREATE',
        'PACKAGE',
        '47-IN',
        {
          id: expect.any(String),
          code: '47-IN',
          packageType: 'IN-P040',
          status: 'OPEN',
          members: { 'ASSET:LT-1': true, 'ASSET:LT-2': true },
          origin: { ruleId: 'gen.index', sourceId: plan.operations[0]?.aggregateId, slot: 'package 47-IN' },
          owners: { '*': 'rule:gen.index' },
        },
      ],
      ['CREATE', 'PACKAGE', '48-IN', expect.objectContaining({ members: { 'ASSET:LT-3': true } })],
    ]);
    expect(plan.operations[0]?.because.source.tag).toBe('LT-1');
    expect(lines(planOf(executed(state, RULES), RULES))).toEqual([]);
  });

  test('members join and leave, each a line of the difference', () => {
    const before = executed(plant([transmitter('LT-1'), transmitter('LT-2')]), RULES);
    const now = withAssets(before, transmitter('LT-1'), transmitter('LT-2', '48'), transmitter('LT-3'));
    expect(lines(planOf(now, RULES))).toEqual([
      'UPDATE PACKAGE 47-IN members.ASSET:LT-2=null members.ASSET:LT-3=true',
      'CREATE PACKAGE 48-IN',
    ]);
    expect(members(executed(now, RULES))).toEqual({
      '47-IN': ['ASSET:LT-1', 'ASSET:LT-3'],
      '48-IN': ['ASSET:LT-2'],
    });
  });

  test('a member whose code or condition is not known stays, and one of a person too', () => {
    const before = executed(plant([transmitter('LT-1'), transmitter('LT-2')]), RULES);
    const byHand = edited(before, {
      members: { 'ASSET:LT-1': true, 'ASSET:LT-2': true, 'ASSET:P-1': true },
      owners: { '*': 'rule:gen.index', 'members.ASSET:P-1': 'user:anna' },
    });
    const plan = planOf(
      withAssets(byHand, transmitter('LT-1', null), transmitter('LT-2'), asset('P-1', 'PUMP')),
      RULES,
    );
    expect([lines(plan), plan.skips.map(({ reason, tag }) => `${reason} ${tag}`)]).toEqual([
      [],
      ['UNKNOWN LT-1'],
    ]);
  });

  test('a package that is not open is a person’s: differences are conflicts', () => {
    const before = executed(plant([transmitter('LT-1'), transmitter('LT-2')]), RULES);
    const issued = edited(before, { status: 'ISSUED' });
    const plan = planOf(
      withAssets(issued, transmitter('LT-1', '48'), transmitter('LT-2'), transmitter('LT-3')),
      RULES,
    );
    expect(lines(plan)).toEqual(['CREATE PACKAGE 48-IN']);
    expect(
      plan.conflicts.map(({ kind, tag, field, present, planned }) => [kind, tag, field, present, planned]),
    ).toEqual([
      ['PERSON', '47-IN', 'members.ASSET:LT-3', null, true],
      ['PERSON', '47-IN', 'members.ASSET:LT-1', true, null],
    ]);
  });

  test('a member that a person took out stays out', () => {
    const before = executed(plant([transmitter('LT-1'), transmitter('LT-2')]), RULES);
    const without = edited(before, {
      members: { 'ASSET:LT-1': true },
      owners: { '*': 'rule:gen.index', 'members.ASSET:LT-2': 'user:anna' },
    });
    const plan = planOf(without, RULES);
    expect([lines(plan), plan.conflicts.map(({ field }) => field)]).toEqual([[], ['members.ASSET:LT-2']]);
  });

  test('cables are members as well, those of the same plan too', () => {
    const rules = compiled(
      rule(
        'c',
        'type: LEVEL_TRANSMITTER',
        'create_cable: { slot: s, cableType: SIGNAL, tag: "{asset.tag}-SIG", from: self, to: { type: JUNCTION_BOX }, conductorSizeMm2: 1.5 }',
      ),
      rule(
        'p',
        'entity: CABLE, cableType: SIGNAL',
        'create_package: { code: "{from.area}-CA", packageType: CA-C040 }',
      ),
    );
    const state = plant([transmitter('LT-1'), asset('JB', 'JUNCTION_BOX')], {
      cables: [cable('W-1', { cableType: 'SIGNAL' })],
    });
    expect(lines(planOf(state, rules))).toEqual(['CREATE CABLE LT-1-SIG', 'CREATE PACKAGE 47-CA']);
  });

  test('two rules fill one package, and each looks after its own members', () => {
    const rules = compiled(
      INDEX,
      rule(
        'gen.valves',
        'type: CONTROL_VALVE',
        'create_package: { code: "{asset.area}-IN", packageType: IN-P040 }',
      ),
      rule('gen.pumps', 'type: PUMP', 'create_package: { code: "{asset.area}-IN", packageType: IN-P040 }'),
    );
    const state = plant([
      transmitter('LT-1'),
      asset('CV-1', 'CONTROL_VALVE', { area: '47' }),
      asset('P-1', 'PUMP', { area: '47' }),
    ]);
    expect(lines(planOf(state, rules))).toEqual([
      'CREATE PACKAGE 47-IN',
      'UPDATE PACKAGE 47-IN members.ASSET:P-1=true',
    ]);
    const after = executed(state, rules);
    expect(lines(planOf(after, rules))).toEqual([]);
    expect(
      lines(
        planOf(
          after,
          compiled(
            INDEX,
            rule(
              'gen.pumps',
              'type: PUMP',
              'create_package: { code: "{asset.area}-X", packageType: IN-P040 }',
            ),
          ),
        ),
      ),
    ).toEqual(
      ['CREATE PACKAGE 47-X', 'UPDATE PACKAGE 47-IN members.ASSET:P-1=null'].toSorted((a, b) =>
        a.includes('47-IN') ? -1 : b.includes('47-IN') ? 1 : 0,
      ),
    );
  });

  test('one code for two types of package, or the tag of an asset, is an error', () => {
    const rules = compiled(
      INDEX,
      rule('gen.other', 'type: PUMP', 'create_package: { code: "47-in", packageType: EL-M040 }'),
      rule('gen.tag', 'type: TANK', 'create_package: { code: "p-1", packageType: EL-M040 }'),
    );
    const plan = planOf(plant([transmitter('LT-1'), asset('P-1', 'PUMP'), asset('T-1', 'TANK')]), rules);
    expect(lines(plan)).toEqual(['CREATE PACKAGE 47-IN']);
    expect(plan.errors.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'PACKAGE_TYPE gen.other would fill the package 47-IN as EL-M040, but it is IN-P040. Give it another code.',
      'DUPLICATE_TAG gen.tag would name a package p-1, but a PUMP has that tag. Change the code.',
    ]);
  });

  test('a scope leaves the members outside of it where they are', () => {
    const before = executed(plant([transmitter('LT-1'), transmitter('LT-2')]), RULES);
    const now = withAssets(before, transmitter('LT-1', '48'), transmitter('LT-2', '48'));
    expect(lines(planOf(now, RULES, { scope: { assets: ['LT-2'] } }))).toEqual([
      'UPDATE PACKAGE 47-IN members.ASSET:LT-2=null',
      'CREATE PACKAGE 48-IN',
    ]);
  });
});
