import { Engine, type TopLevelCondition } from 'json-rules-engine';
import type { Asset } from '../../shared/model/entities.ts';
import { compileCondition } from '../../electron/rules/expressions/compile.ts';
import type { Condition, EvaluationScope } from '../../electron/rules/expressions/types.ts';
import { createPlantView, plantStateOf } from '../../electron/rules/plant-view.ts';
import { knownNames } from '../../electron/rules/names.ts';
import { VOCABULARY_NAMES } from '../../electron/services/rules/rule-files.ts';
import { inTurns, timed, timedUntilDone, type InTurns, type SuiteContext } from '../measure.ts';
import { syntheticPlant } from '../plant/plant.ts';
import { PLANT_SEED, USERS } from '../project/build.ts';
import { ratioAtLeast, type BenchRow } from '../report/row.ts';
import type { Statistic } from '../report/statistics.ts';

const ASSETS = 100_000;
/** Passes over all assets in one timed run, so that it takes long enough to be timed. */
const PASSES = 20;
const RUNS = 9;
const LIMIT = 0.5;

/** Assets for the peer that is slow: its rate is the same over fewer. */
const ENGINE_ASSETS = 5_000;
const ENGINE_RUNS = 5;
const ENGINE_LIMIT = 20;

/** A condition as a rule has it, as one would write it by hand in TypeScript, and for json-rules-engine. */
interface Contest {
  readonly name: string;
  readonly source: string;
  readonly native: (asset: Asset) => boolean;
  /** Null where that engine has no such operators. */
  readonly engine: TopLevelCondition | null;
}

const CONTESTS: readonly Contest[] = [
  {
    name: 'texts and nulls',
    source: 'props.pump_kind == "CENTRIFUGAL" && (props.driver == null || props.driver == "ELECTRIC")',
    native: ({ properties }) =>
      properties['pump_kind'] === 'CENTRIFUGAL' &&
      (properties['driver'] === undefined || properties['driver'] === 'ELECTRIC'),
    engine: {
      all: [
        { fact: 'pump_kind', operator: 'equal', value: 'CENTRIFUGAL' },
        {
          any: [
            { fact: 'driver', operator: 'missing', value: true },
            { fact: 'driver', operator: 'equal', value: 'ELECTRIC' },
          ],
        },
      ],
    },
  },
  {
    name: 'numbers',
    source: 'props.shaft_power_kw >= 55 && props.duty == "VARIABLE" || props.design_pressure_bar > 16',
    native: ({ properties }) =>
      ((properties['shaft_power_kw'] as number) >= 55 && properties['duty'] === 'VARIABLE') ||
      (properties['design_pressure_bar'] as number) > 16,
    engine: {
      any: [
        {
          all: [
            { fact: 'shaft_power_kw', operator: 'greaterThanInclusive', value: 55 },
            { fact: 'duty', operator: 'equal', value: 'VARIABLE' },
          ],
        },
        { fact: 'design_pressure_bar', operator: 'greaterThan', value: 16 },
      ],
    },
  },
  {
    name: 'arithmetic and lists',
    source: 'asset.area in ["101", "117", "142"] && props.flow_m3_h * props.head_m / 367 > 20',
    native: ({ area, properties }) =>
      (area === '101' || area === '117' || area === '142') &&
      ((properties['flow_m3_h'] as number) * (properties['head_m'] as number)) / 367 > 20,
    engine: null,
  },
];

/** Compiled conditions against closures written by hand, each over 100k assets, and against json-rules-engine. */
export async function expressionSuite({ statistic }: SuiteContext): Promise<BenchRow[]> {
  const assets = [...syntheticPlant(ASSETS, PLANT_SEED, USERS[0])];
  const scopes = scopesOf(assets);
  const rows: BenchRow[] = [];
  for (const { name, source, native, engine } of CONTESTS) {
    const condition = compiled(source);
    expectSame(name, countTrue(condition, scopes), countNative(native, assets));
    const result = await inTurns(
      () => timed(() => repeat(() => countTrue(condition, scopes))).ms,
      () => timed(() => repeat(() => countNative(native, assets))).ms,
      { runs: RUNS, warmUps: 2, statistic },
    );
    rows.push(row(name, result));
    if (engine !== null) rows.push(await engineRow(name, engine, condition, { assets, scopes, statistic }));
  }
  return rows;
}

/** The rate of ours over all assets to that of json-rules-engine, whose every run is a promise, over some. */
async function engineRow(
  name: string,
  conditions: TopLevelCondition,
  condition: Condition,
  { assets, scopes, statistic }: { assets: Asset[]; scopes: EvaluationScope[]; statistic: Statistic },
): Promise<BenchRow> {
  const engine = engineOf(conditions);
  const some = assets.slice(0, ENGINE_ASSETS);
  expectSame(name, countTrue(condition, scopes.slice(0, ENGINE_ASSETS)), await countByEngine(engine, some));
  const { work, peer, ratio } = await inTurns(
    () => timed(() => repeat(() => countTrue(condition, scopes))).ms,
    async () => (await timedUntilDone(() => countByEngine(engine, some))).ms,
    { runs: ENGINE_RUNS, warmUps: 1, statistic },
  );
  const rate = (ASSETS * PASSES) / work / 1000;
  const peerRate = ENGINE_ASSETS / peer / 1000;
  return {
    suite: 'expression',
    name: `${name}, beside json-rules-engine`,
    measured: { value: rate, unit: 'M/s' },
    peer: { name: 'json-rules-engine', value: peerRate, unit: 'M/s' },
    ratio: (ASSETS * PASSES) / ENGINE_ASSETS / ratio,
    required: ratioAtLeast(ENGINE_LIMIT),
  };
}

function engineOf(conditions: TopLevelCondition): Engine {
  const engine = new Engine([{ conditions, event: { type: 'applies' } }], { allowUndefinedFacts: true });
  engine.addOperator('missing', (fact, wanted) => (fact === undefined || fact === null) === wanted);
  return engine;
}

async function countByEngine(engine: Engine, assets: readonly Asset[]): Promise<number> {
  let count = 0;
  for (const { properties } of assets) {
    const { events } = await engine.run(properties);
    if (events.length > 0) count += 1;
  }
  return count;
}

function row(name: string, { work, peer, ratio, runs }: InTurns): BenchRow {
  const rate = (ms: number): number => (ASSETS * PASSES) / ms / 1000;
  return {
    suite: 'expression',
    name: `${name}, 100k assets`,
    measured: { value: rate(work), unit: 'M/s' },
    peer: { name: 'native closure', value: rate(peer), unit: 'M/s' },
    ratio: 1 / ratio,
    required: ratioAtLeast(LIMIT),
    runs: runs.map(rate),
  };
}

function scopesOf(assets: readonly Asset[]): EvaluationScope[] {
  const project = { id: 'bench', name: 'Bench', country: 'DE', client: null, settings: {} };
  const reader = createPlantView(plantStateOf(project, { assets }));
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
