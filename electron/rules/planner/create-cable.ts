import { isPerson, ownerOf, type Asset, type Cable } from '../../../shared/model/entities.ts';
import type { CompiledRule, CreateCable } from '../compiled-rule.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import { notFound } from './ends.ts';
import { valueOf } from './entity-state.ts';
import type { Evaluation } from './evaluate.ts';
import { fieldValues } from './field-values.ts';
import { isFixed } from './contested-fields.ts';
import { madeCable, type MadeThing } from './made-thing.ts';
import { outcome, type EntityClaim, type FieldClaim, type Outcome } from './outcome.ts';
import { isSettled } from './set-property.ts';
import { lengthOf, sizeCable, voltageOf, type Sized } from './size-cable.ts';
import { isOutcome, tagClaim, wantedTag, type WantedTag } from './wanted-tag.ts';

/** The cable that the rule wants its subject to have, between its ends, sized where the rule says so. */
export function createCable(
  rule: CompiledRule,
  action: CreateCable,
  subject: Asset,
  scope: EvaluationScope,
  evaluation: Evaluation,
): Outcome {
  const { before, context, ends } = evaluation;
  const what = `${action.cableType} cable`;
  const wanted = wantedTag(rule, { template: action.tag, what }, subject, scope);
  if (isOutcome(wanted)) return wanted;
  const origin = { ruleId: rule.rule.id, slot: action.slot, sourceId: subject.id };
  const made = madeCable(origin, wanted.text, action.cableType, before, context);
  const name = wanted.text;
  if (made.isDeleted) return outcome(subject, { conflicts: [deletedConflict(rule, made.id, name, what)] });
  const from = ends.find(action.from, subject, scope);
  const to = ends.find(action.to, subject, scope);
  const missing = missingEnd(name, action, { from, to }, subject, scope);
  if (missing.length > 0 && made.present === undefined) return outcome(subject, { skips: missing });
  const parts = cableParts(rule, action, subject, scope, made, evaluation);
  const found = { fromAssetId: from, toAssetId: to };
  const fields = Object.entries(found).flatMap(([field, end]) =>
    end === null ? [] : [{ field, value: end.id }],
  );
  const unset = Object.entries(found).flatMap(([field, end]) => (end === null ? [field] : []));
  return claimOf(rule, action, subject, {
    wanted,
    made,
    fields: [...fields, ...parts.claims],
    parts: { ...parts, unset: [...unset, ...parts.unset], skips: [...missing, ...parts.skips] },
    evaluation,
  });
}

/** The skip that says which end is not found; one that is there stays as it is, and its size is kept up to date. */
function missingEnd(
  name: string,
  action: CreateCable,
  { from, to }: Readonly<Record<'from' | 'to', Asset | null>>,
  subject: Asset,
  scope: EvaluationScope,
): Outcome['skips'] {
  if (from !== null && to !== null) return [];
  const missing =
    from === null
      ? `nothing to start from. ${notFound(action.from, subject, scope)}`
      : `nothing to lead to. ${notFound(action.to, subject, scope)}`;
  return [{ reason: 'MISSING_TARGET', message: `No cable ${name}: it has ${missing}` }];
}

interface Claimed {
  readonly wanted: WantedTag;
  readonly made: MadeThing<Cable>;
  readonly fields: readonly FieldClaim[];
  readonly parts: Sized;
  readonly evaluation: Evaluation;
}

/** The claim on the cable; none where all is as it should be. */
function claimOf(
  rule: CompiledRule,
  action: CreateCable,
  subject: Asset,
  { wanted, made, fields, parts, evaluation }: Claimed,
): Outcome {
  const { id, present, adoption } = made;
  const tag = tagClaim(wanted, present);
  const kind = present === undefined ? [] : [{ field: 'cableType', value: action.cableType }];
  const all = [...tag.fields, ...kind, ...fields];
  const open =
    adoption === undefined
      ? all.filter((claim) => !isSettled(claim, present, evaluation.context.sharedFields))
      : all;
  const isThere = present !== undefined && adoption === undefined;
  const settled = isThere && open.length === 0 && parts.unset.length === 0 && tag.numbering === undefined;
  const claim: EntityClaim = {
    entityId: id,
    present,
    creation: present === undefined ? cableOf(rule, action, id, subject) : null,
    fields: open,
    numbering: tag.numbering,
    adoption,
  };
  const reports = parts.reports.map((report) => ({ entityId: id, ...report }));
  return outcome(subject, { claim: settled ? null : claim, unset: parts.unset, skips: parts.skips, reports });
}

/** All that the rule says of the cable beside its tag and its ends. */
function cableParts(
  rule: CompiledRule,
  action: CreateCable,
  subject: Asset,
  scope: EvaluationScope,
  { id, present }: MadeThing<Cable>,
  evaluation: Evaluation,
): Sized {
  const stated = fieldValues(action.fields, subject, scope);
  const length = lengthOf(action, subject, scope);
  const voltageV = action.sizing !== null || action.cableType === 'POWER' ? voltageOf(subject) : null;
  const own: FieldClaim[] = [...stated.claims, ...length.claims];
  if (voltageV !== null) own.push({ field: 'voltageV', value: voltageV });
  const cable = evaluation.reader.cable(id) ?? present;
  const inForce = (field: string): number | null => {
    const wanted = own.find((claim) => claim.field === field)?.value ?? null;
    const value = decidedByOthers(field, rule, cable, evaluation) ?? wanted;
    return typeof value === 'number' ? value : null;
  };
  const sized =
    action.sizing === null
      ? null
      : sizeCable(
          action.sizing,
          action.lengthM?.value.reads ?? [],
          subject,
          scope,
          {
            lengthM: inForce('lengthM'),
            voltageV: inForce('voltageV'),
            sizeMm2: inForce('conductorSizeMm2'),
            runs: inForce('properties.runs'),
            loadA: inForce('loadCurrentA'),
          },
          evaluation.context,
        );
  return {
    claims: [...own, ...(sized?.claims ?? [])],
    unset: [...stated.unset, ...length.unset, ...(sized?.unset ?? [])],
    skips: [...stated.skips, ...length.skips, ...(sized?.skips ?? [])],
    reports: sized?.reports ?? [],
  };
}

/** A value of the cable that a person or another rule decides; sizing goes by what the cable is in the end. */
function decidedByOthers(
  field: string,
  rule: CompiledRule,
  cable: Cable | undefined,
  { context }: Evaluation,
): ReturnType<typeof valueOf> {
  if (cable === undefined) return null;
  const value = valueOf(cable, field);
  const owner = ownerOf(cable.owners, field);
  const isKept = isPerson(owner) || (isFixed(cable) && field !== 'loadCurrentA'); // approval does not hold back a load
  if (isKept) return context.takes.field([cable.tag], field) ? null : value;
  return context.sharedFields.has(field) && owner !== rule.owner ? value : null;
}

/** The cable before its fields are written, which stand in the order of canonical JSON. */
function cableOf(rule: CompiledRule, action: CreateCable, id: string, subject: Asset): Cable {
  return {
    ampacityA: null,
    cableType: action.cableType,
    conductorSizeMm2: null,
    cores: null,
    fromAssetId: null,
    id,
    insulation: null,
    lengthM: null,
    loadCurrentA: null,
    origin: { ruleId: rule.rule.id, slot: action.slot, sourceId: subject.id },
    owners: { '*': rule.owner },
    properties: {},
    status: 'PROPOSED',
    tag: '',
    toAssetId: null,
    voltageDropPct: null,
    voltageV: null,
  };
}

const deletedConflict = (rule: CompiledRule, id: string, tag: string, what: string) =>
  ({
    kind: 'DELETED',
    ruleId: rule.rule.id,
    aggregateId: id,
    tag,
    field: 'tag',
    present: null,
    planned: tag,
    message: `The ${what} ${tag} of ${rule.rule.id} was deleted by a person and is not made again.`,
  }) as const;
