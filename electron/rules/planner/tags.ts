import { isPerson, ownerOf, type Asset, type Cable, type Package } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { indexBy } from '../lookup.ts';
import { compareText } from '../problem.ts';
import type { PlantReader } from '../view.ts';
import type { Outcome } from './outcome.ts';
import type { RuleClaim } from './resolve.ts';
import type { Takes } from './takes.ts';

/** Which of the tags that a stratum gives can be given. */
export interface TagDecisions {
  /** What cannot have its tag, and who has it, in words. */
  readonly refused: ReadonlyMap<Outcome, { readonly tag: string; readonly holder: string }>;
  /** Renames that must come first, since another claim takes the tag that they give up. */
  readonly first: readonly RuleClaim[];
}

/** A claim with the new tag that it asks for. */
interface NewTag {
  readonly by: RuleClaim;
  readonly tag: string;
}

interface Wish extends NewTag {
  readonly key: string;
  /** The key of the tag that the source has. */
  readonly sourceKey: string;
  /** Null until it is decided. */
  granted: boolean | null;
}

const NO_TAGS: TagDecisions = { refused: new Map(), first: [] };

/**
 * Decides who gets which tag. Of several that want one tag the first by priority, rule and source gets it; a tag that is
 * taken is free only where its holder moves on to another one in the same stratum.
 */
export function decideTags(
  claims: Iterable<readonly RuleClaim[]>,
  before: PlantReader,
  takes: Takes,
): TagDecisions {
  const wanted = newTags(claims, takes);
  if (areFree(wanted, before)) return NO_TAGS;
  const wishes = wanted.map((one) => wishOf(one, before)).toSorted(inOrder);
  let byEntity: ReadonlyMap<string, Wish> | undefined;
  const taken = new Map<string, Wish>();
  const refused = new Map<Outcome, { tag: string; holder: string }>();
  const first: RuleClaim[] = [];
  const refuse = (wish: Wish, holder: string): boolean => {
    refused.set(wish.by.outcome, { tag: wish.tag, holder });
    wish.granted = false;
    return false;
  };
  const decide = (wish: Wish): boolean => {
    if (wish.granted !== null) return wish.granted;
    wish.granted = false; // while it is being decided, a circle of renames leads back here
    const other = taken.get(wish.key);
    if (other !== undefined) return refuse(wish, `what ${other.by.rule.rule.id} makes in this plan`);
    const holder = holderOf(wish.tag, before);
    if (holder !== undefined && holder.id !== wish.by.claim.entityId) {
      byEntity ??= indexBy(wishes, ({ by }) => by.claim.entityId);
      const moves = byEntity.get(holder.id);
      if (moves === undefined || moves.key === wish.key || !decide(moves)) {
        return refuse(wish, 'type' in holder ? `another ${holder.type}` : 'a cable or a package');
      }
      if (taken.has(wish.key)) return refuse(wish, 'another one of this plan');
      first.push(moves.by);
    }
    taken.set(wish.key, wish);
    wish.granted = true;
    return true;
  };
  for (const wish of wishes) decide(wish);
  return { refused, first };
}

function newTags(claims: Iterable<readonly RuleClaim[]>, takes: Takes): NewTag[] {
  const wanted: NewTag[] = [];
  for (const group of claims) {
    for (const by of group) {
      const tag = newTagOf(by, takes);
      if (tag !== null) wanted.push({ by, tag });
    }
  }
  return wanted;
}

/** Whether nobody has these tags, and no two of them are the same: then there is nothing to decide. */
function areFree(wanted: readonly NewTag[], before: PlantReader): boolean {
  const keys = new Set(wanted.map(({ tag }) => tagKey(tag)));
  return (
    keys.size === wanted.length &&
    wanted.every(({ by, tag }) => {
      const holder = holderOf(tag, before);
      return holder === undefined || holder.id === by.claim.entityId;
    })
  );
}

const holderOf = (tag: string, before: PlantReader): Asset | Cable | Package | undefined =>
  before.assetByTag(tag) ?? before.cableByTag(tag) ?? before.packageByCode(tag);

/**
 * The new tag that a claim asks for, if it does. A tag that a person gave stays unless it is taken, so it is none;
 * one that is adopted with what a person made is.
 */
function newTagOf(by: RuleClaim, takes: Takes): string | null {
  const value = by.claim.fields.find(({ field }) => field === 'tag')?.value;
  if (typeof value !== 'string') return null;
  const entity = by.claim.present;
  const isKept =
    entity !== undefined &&
    (entity.tag === value || (isPerson(ownerOf(entity.owners, 'tag')) && !takes.field([entity.tag], 'tag')));
  return isKept && by.claim.adoption === undefined ? null : value;
}

function wishOf({ by, tag }: NewTag, before: PlantReader): Wish {
  const sourceKey = tagKey(before.asset(by.outcome.subject.id)?.tag ?? '');
  return { by, tag, key: tagKey(tag), sourceKey, granted: null };
}

const inOrder = (a: Wish, b: Wish): number =>
  b.by.rule.rule.priority - a.by.rule.rule.priority ||
  compareText(a.by.rule.rule.id, b.by.rule.rule.id) ||
  compareText(a.sourceKey, b.sourceKey) ||
  compareText(a.key, b.key);
