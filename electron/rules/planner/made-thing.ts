import { madeCableId, madeId } from '../../kernel/ids.ts';
import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { PlantReader } from '../view.ts';
import type { RuleOrigin } from './outcome.ts';
import type { PlanContext } from './plan-context.ts';

/** The thing that a rule has for a source and a slot, or would have. */
export interface MadeThing<T extends Asset | Cable> {
  readonly id: string;
  readonly present: T | undefined;
  /** Set where a person made it, and the rule takes it over. */
  readonly adoption?: RuleOrigin;
  /** True where a person deleted it, and nobody wants it back. */
  readonly isDeleted: boolean;
}

/**
 * The asset that a rule has for its source and slot: what has this origin; otherwise what a person made with the
 * same tag and type, which is adopted; otherwise one to be made, under an id that follows from the origin.
 */
export function madeAsset(
  origin: RuleOrigin,
  tag: string,
  type: string,
  before: PlantReader,
  context: PlanContext,
): MadeThing<Asset> {
  const isFirst = !hasMade(origin, context);
  const known = isFirst ? undefined : (childOf(origin, before) ?? adoptedOf(origin, before, context));
  if (known !== undefined && !('cableType' in known))
    return { id: known.id, present: known, isDeleted: false };
  const id = madeId(context.projectId, origin.ruleId, origin.sourceId, origin.slot);
  const present = isFirst ? undefined : before.asset(id);
  if (present !== undefined) return { id, present, isDeleted: false };
  const holder = before.assetByTag(tag);
  if (holder?.type === type && 'userId' in holder.origin && !isAbove(holder, origin.sourceId, before)) {
    return { id: holder.id, present: holder, adoption: origin, isDeleted: false };
  }
  return { id, present, isDeleted: isDeleted(id, tag, context) };
}

/** As `madeAsset`, for a cable of this type. */
export function madeCable(
  origin: RuleOrigin,
  tag: string,
  cableType: Cable['cableType'],
  before: PlantReader,
  context: PlanContext,
): MadeThing<Cable> {
  const id = madeCableId(context.projectId, origin.ruleId, origin.sourceId, origin.slot);
  const known = hasMade(origin, context)
    ? (before.cable(id) ?? adoptedOf(origin, before, context))
    : undefined;
  if (known !== undefined && 'cableType' in known) return { id: known.id, present: known, isDeleted: false };
  const holder = before.cableByTag(tag);
  if (holder?.cableType === cableType && 'userId' in holder.origin) {
    return { id: holder.id, present: holder, adoption: origin, isDeleted: false };
  }
  return { id, present: undefined, isDeleted: isDeleted(id, tag, context) };
}

/** Each rule stands in one stratum, so what it made before the plan is all that it has. */
const hasMade = ({ ruleId }: RuleOrigin, { base }: PlanContext): boolean => base.madeBy(ruleId).length > 0;

function childOf({ ruleId, sourceId, slot }: RuleOrigin, before: PlantReader): Asset | undefined {
  return before
    .childrenOf(sourceId)
    .find(
      ({ origin: other }) =>
        'ruleId' in other && other.ruleId === ruleId && other.sourceId === sourceId && other.slot === slot,
    );
}

function adoptedOf(
  { ruleId, sourceId, slot }: RuleOrigin,
  before: PlantReader,
  { base }: PlanContext,
): Asset | Cable | undefined {
  const adopted = base.adopted(ruleId, sourceId, slot);
  return adopted && (before.asset(adopted.id) ?? before.cable(adopted.id));
}

const isDeleted = (id: string, tag: string, { base, takes }: PlanContext): boolean =>
  base.deletedByPerson.has(id) && !takes.thing(tag);

const LONGEST_LINE = 64;

/** Whether an asset is the source itself or stands above it: then it cannot be its child. */
function isAbove({ id }: Asset, sourceId: string, before: PlantReader): boolean {
  let above: string | null = sourceId;
  for (let steps = 0; above !== null && steps < LONGEST_LINE; steps += 1) {
    if (above === id) return true;
    above = before.asset(above)?.parentId ?? null;
  }
  return above !== null;
}
