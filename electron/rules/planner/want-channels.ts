import type { Asset, Edge } from '../../../shared/model/entities.ts';
import { IO_KINDS, type AllocateIo, type CompiledRule, type IoKind } from '../compiled-rule.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import type { PlantReader } from '../view.ts';
import { notFound } from './ends.ts';
import type { Evaluation } from './evaluate.ts';
import { outcome, type EntityReport, type Outcome } from './outcome.ts';

export const ALLOCATED_TO = 'allocated_to';

/** The channels that the rule wants for its subject, and the cabinet whose cards have them. */
export function wantChannels(
  { rule }: CompiledRule,
  { counts, cabinet }: AllocateIo,
  subject: Asset,
  scope: EvaluationScope,
  { before, ends }: Evaluation,
): Outcome {
  const given = channelsOf(rule.id, subject.id, before);
  const reports = tooMany(given, counts, subject);
  const isServed = IO_KINDS.every((kind) => missingNeeds(kind, counts[kind], given).length === 0);
  if (isServed) return outcome(subject, { reports });
  const found = ends.find(cabinet, subject, scope);
  if (found !== null) return outcome(subject, { channels: { cabinetId: found.id, counts }, reports });
  const message = `${subject.tag} gets no channels. ${notFound(cabinet, subject, scope)}`;
  return outcome(subject, { skips: [{ reason: 'MISSING_TARGET', message }], reports });
}

/** The channels that a rule gave to an asset, by the need that each is for. */
export function channelsOf(ruleId: string, assetId: string, reader: PlantReader): ReadonlyMap<string, Edge> {
  const given = new Map<string, Edge>();
  for (const edge of reader.edgesFrom(assetId)) {
    const { origin } = edge;
    if (edge.relation !== ALLOCATED_TO || !('ruleId' in origin) || origin.ruleId !== ruleId) continue;
    if (origin.sourceId === assetId) given.set(origin.slot, edge);
  }
  return given;
}

/** The needs of a kind, such as `DI 2`, that have no channel yet. */
export const missingNeeds = (kind: IoKind, count: number, given: { has(need: string): boolean }): string[] =>
  Array.from({ length: count }, (_, index) => `${kind} ${index + 1}`).filter((need) => !given.has(need));

/** A channel once given is kept; what is not needed any more is for an engineer to decide. */
function tooMany(
  given: ReadonlyMap<string, Edge>,
  counts: AllocateIo['counts'],
  subject: Asset,
): EntityReport[] {
  const spare = [...given].flatMap(([need, { slot }]) => {
    const [kind, number] = need.split(' ');
    const needed = IO_KINDS.find((one) => one === kind);
    return needed !== undefined && Number(number) > counts[needed] ? [slot] : [];
  });
  if (spare.length === 0) return [];
  const message = `${subject.tag} does not need ${spare.toSorted().join(', ')} any more. The channels are kept; delete the relations to free them.`;
  return [{ entityId: subject.id, severity: 'WARNING', code: 'CHANNELS_NOT_NEEDED', message }];
}
