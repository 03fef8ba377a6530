import type { Asset } from '../../shared/model/entities.ts';
import { compileCondition } from '../../electron/rules/expressions/compile.ts';
import type { Condition, EvaluationScope } from '../../electron/rules/expressions/types.ts';
import { createPlantView } from '../../electron/rules/plant-view.ts';
import { knownNames } from '../../electron/rules/names.ts';
import { VOCABULARY_NAMES } from '../../electron/services/rules/rule-files.ts';
import { inTurns, timed, type SuiteContext } from '../measure.ts';
import { syntheticPlant } from '../plant/plant.ts';
import { PLANT_SEED, USERS } from '../project/build.ts';
import { ratioAtLeast, type BenchRow } from '../report/row.ts';

const ASSETS = 100_000;
/** Passes over all assets in one timed run, so that it takes long enough to be timed. */
const PASSES = 20;
const RUNS = 9;
const LIMIT = 0.5;

/** A condition as a rule has it, and as one would write it by hand in TypeScript. */
interface Contest {
  readonly name: string;
  readonly source: string;
  readonly native: (asset: Asset) => boolean;
}

const CONTESTS: readonly Contest[] = [
  {
    name: 'texts and nulls',
    source: 'props.pump_kind == "CENTRIFUGAL" && (props.driver == null || props.driver == "ELECTRIC")',
    native: ({ properties }) =>
      properties['pump_kind'] === 'CENTRIFUGAL' &&
      (properties['driver'] === undefined || properties['driver'] === 'ELECTRIC'),
  },
  {
    name: 'numbers',
    source: 'props.shaft_power_kw >= 55 && props.duty == "VARIABLE" || props.design_pressure_bar > 16',
    native: ({ properties }) =>
      ((properties['shaft_power_kw'] as number) >= 55 && properties['duty'] === 'VARIABLE') ||
      (properties['design_pressure_bar'] as number) > 16,
  },
  {
    name: 'arithmetic and lists',
    source: 'asset.area in ["101", "117", "142"] && props.flow_m3_h * props.head_m / 367 > 20',
    native: ({ area, properties }) =>
      (area === '101' || area === '117' || area === '142') &&
      ((properties['flow_m3_h'] as number) * (properties['head_m'] as number)) / 367 > 20,
  },
];

/** Compiled conditions against closures written by hand, each over 100k assets. */
export async function expressionSuite({ statistic }: SuiteContext): Promise<BenchRow[]> {
  const assets = [...syntheticPlant(ASSETS, PLANT_SEED, USERS[0])];
  const scopes = scopesOf(assets);
  const rows: BenchRow[] = [];
  for (const { name, source, native } of CONTESTS) {
    const condition = compiled(source);
    expectSame(name, countTrue(condition, scopes), countNative(native, assets));
    const result = await inTurns(
      () => timed(() => repeat(() => countTrue(condition, scopes))).ms,
      () => timed(() => repeat(() => countNative(native, assets))).ms,
      { runs: RUNS, warmUps: 2, statistic },
    );
    rows.push(row(name, result));
  }
  return rows;
}

type Compared = Awaited<ReturnType<typeof inTurns>>;

function row(name: string, { work, peer, runs }: Compared): BenchRow {
  const rate = (ms: number): number => (ASSETS * PASSES) / ms / 1000;
  return {
    suite: 'expression',
    name: `${name}, 100k assets`,
    measured: { value: rate(work), unit: 'M/s' },
    peer: { name: 'native closure', value: rate(peer), unit: 'M/s' },
    ratio: peer / work,
    required: ratioAtLeast(LIMIT),
    runs: runs.map(rate),
  };
}

function scopesOf(assets: readonly Asset[]): EvaluationScope[] {
  const reader = createPlantView({
    project: { id: 'bench', name: 'Bench', country: 'DE', client: null, settings: {} },
    assets,
    cables: [],
    edges: [],
    packages: [],
    findings: [],
    rules: [],
    provenance: new Map(),
    deletedByPerson: new Set(),
  });
  return assets.map((entity) => ({ subject: { kind: 'ASSET', entity }, reader }));
}

function compiled(source: string): Condition {
  const result = compileCondition(source, 'ASSET', knownNames([], VOCABULARY_NAMES));
  if (result.ok) return result.value;
  throw new Error(`${source}: ${result.problems.map(({ message }) => message).join(' ')}`);
}

function countTrue(condition: Condition, scopes: readonly EvaluationScope[]): number {
  let count = 0;
  for (const scope of scopes) if (condition.test(scope) === true) count += 1;
  return count;
}

function countNative(native: Contest['native'], assets: readonly Asset[]): number {
  let count = 0;
  for (const asset of assets) if (native(asset)) count += 1;
  return count;
}

function repeat(work: () => number): number {
  let sum = 0;
  for (let pass = 0; pass < PASSES; pass += 1) sum += work();
  return sum;
}

/** Speed counts only where both say the same. */
function expectSame(name: string, ours: number, native: number): void {
  if (ours === native && ours > 0) return;
  throw new Error(`${name}: true for ${ours} assets, by the native closure for ${native}.`);
}
