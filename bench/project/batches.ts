import type { EventDraft } from '../../shared/model/events.ts';
import type { Asset } from '../../shared/model/entities.ts';
import type { BatchKind } from '../../shared/model/terms.ts';
import { batchEvent } from '../../electron/store/event-store.ts';
import { changeDraft } from '../../electron/services/drafts.ts';
import { creation } from '../../shared/model/changes.ts';
import type { Random } from '../plant/random.ts';
import { cableBetween, edgeBetween, motorOf, updateOf, type RuleName } from './drafts.ts';
import { THIRTY_RULES } from './thirty-rules.ts';

/** A batch to be committed. Its drafts follow the state of the plant as it is when they are drawn. */
export interface PlannedBatch {
  readonly kind: BatchKind;
  readonly reason: string;
  readonly drafts: (correlationId: string) => Iterable<EventDraft>;
}

/** The plant while its history is made: the assets by index, as the events so far left them. */
export interface PlantState {
  readonly assets: Asset[];
  /** Counts the batches, for names that occur once. */
  batches: number;
}

/** The first import: every asset of the plant. */
export function firstImport({ assets }: PlantState): PlannedBatch {
  return {
    kind: 'IMPORT',
    reason: 'plant.csv',
    *drafts(correlationId) {
      yield batchEvent('CSV_IMPORTED', correlationId, { file: 'plant.csv', rows: assets.length });
      for (const [index, asset] of assets.entries()) {
        const entity = { type: 'ASSET', id: asset.id, tag: asset.tag, discipline: asset.discipline } as const;
        yield changeDraft('CREATE', entity, creation(asset), { file: 'plant.csv', row: index + 2 }, 0);
      }
    },
  };
}

/** An execution that relates assets to the first of their area, over all kinds of rules. */
export function relateAll(state: PlantState, random: Random): PlannedBatch {
  return execution('relations of the whole plant', function* () {
    let area = state.assets[0];
    for (const asset of state.assets) {
      if (asset.type === 'AREA') area = asset;
      else if (area !== undefined) yield edgeBetween(asset, area, 'located_in', random.pick(THIRTY_RULES));
    }
  });
}

/** An execution that sets a property of every asset. */
export function rateAll(state: PlantState, random: Random): PlannedBatch {
  return execution('ratings of the whole plant', () => updates(state, 0, state.assets.length, random));
}

/** An execution that makes motors with their relations, for `count` assets from `first` on. */
export function makeMotors(state: PlantState, first: number, count: number): PlannedBatch {
  const [rule] = THIRTY_RULES;
  const slot = `m${(state.batches += 1)}`;
  return execution('motors', function* () {
    let index = 0;
    for (const machine of state.assets.slice(first, first + count)) {
      const { asset, draft } = motorOf(machine, rule, slot);
      yield draft;
      yield edgeBetween(asset, machine, 'powers', rule, index);
      index += 2;
    }
  });
}

/** A batch of middle size: a revised list, an execution of ratings, or one of cables with what was skipped. */
export function middleBatch(state: PlantState, size: number, random: Random): PlannedBatch {
  const first = random.whole(1, state.assets.length - size - 1);
  const number = (state.batches += 1);
  switch (number % 6) {
    case 0:
    case 3:
      return revisedList(state, first, size, number, random);
    case 1:
      return execution(`cables ${number}`, () => cables(state, first, size, `c${number}`, random));
    default:
      return execution(`ratings ${number}`, () => updates(state, first, size, random));
  }
}

/** A hand edit of a few assets. */
export function smallEdit(state: PlantState, random: Random): PlannedBatch {
  const size = random.chance(0.8) ? 1 : random.whole(2, 12);
  const first = random.whole(1, state.assets.length - size - 1);
  const flow = random.whole(1, 1_000_000);
  return {
    kind: 'EDIT',
    reason: 'as built',
    *drafts() {
      for (let index = first; index < first + size; index += 1) {
        const draft = change(state, index, { flow_m3_h: flow + index }, { context: { reason: 'as built' } });
        if (draft !== null) yield draft;
      }
    },
  };
}

function revisedList(
  state: PlantState,
  first: number,
  size: number,
  number: number,
  random: Random,
): PlannedBatch {
  const file = `revision-${number}.csv`;
  const limit = random.whole(1, 1_000_000);
  return {
    kind: 'IMPORT',
    reason: file,
    *drafts(correlationId) {
      yield batchEvent('CSV_IMPORTED', correlationId, { file, rows: size });
      for (let index = first; index < first + size; index += 1) {
        const draft = change(
          state,
          index,
          { range_max: limit + index },
          { context: { file, row: index - first + 2 } },
        );
        if (draft !== null) yield { ...draft, cause: 0 };
      }
    },
  };
}

function* updates(state: PlantState, first: number, size: number, random: Random): Generator<EventDraft> {
  const rule = random.pick(THIRTY_RULES);
  const rating = random.whole(1, 1_000_000);
  for (let index = first; index < first + size; index += 1) {
    const draft = change(
      state,
      index,
      { rating_kw: rating + index },
      { rule: size > 10_000 ? random.pick(THIRTY_RULES) : rule },
    );
    if (draft !== null) yield draft;
  }
}

/** Two rules: one makes cables, the other finds nothing to connect to in one of eight cases. */
function* cables(
  state: PlantState,
  first: number,
  size: number,
  slot: string,
  random: Random,
): Generator<EventDraft> {
  const rule = random.pick(THIRTY_RULES);
  yield outcome('RULE_EXECUTION_STARTED', rule, null);
  for (let index = first; index < first + size; index += 1) {
    const to = state.assets[index];
    const from = state.assets[index - 1];
    if (to === undefined || from === undefined) continue;
    yield random.chance(0.125) ? outcome('RULE_SKIPPED', rule, to) : cableBetween(from, to, rule, slot);
  }
  yield outcome('RULE_EXECUTION_COMPLETED', rule, null);
}

function outcome(
  eventType: 'RULE_EXECUTION_STARTED' | 'RULE_SKIPPED' | 'RULE_EXECUTION_COMPLETED',
  { ruleId, ruleName }: RuleName,
  asset: Asset | null,
): EventDraft {
  const context =
    asset === null
      ? { ruleName }
      : { reason: 'MISSING_TARGET', message: `${asset.tag}: no MCC stands in its area.` };
  return {
    eventType,
    aggregateType: asset === null ? 'RULE' : 'ASSET',
    aggregateId: asset?.id ?? ruleId,
    ruleId,
    discipline: asset?.discipline ?? 'ELECTRICAL',
    payload: { before: null, after: null, diff: [], context },
    metadata: asset === null ? {} : { tag: asset.tag },
    cause: null,
  };
}

/** The change of one asset; the plant's state moves on with it. */
function change(
  { assets }: PlantState,
  index: number,
  properties: Parameters<typeof updateOf>[1],
  by: Parameters<typeof updateOf>[2],
): EventDraft | null {
  const asset = assets[index];
  const updated = asset === undefined ? null : updateOf(asset, properties, by);
  if (updated === null) return null;
  assets[index] = updated.asset;
  return updated.draft;
}

const execution = (reason: string, drafts: () => Iterable<EventDraft>): PlannedBatch => ({
  kind: 'EXECUTION',
  reason,
  drafts,
});
