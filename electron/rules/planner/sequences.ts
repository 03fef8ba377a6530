import { tagKey } from '../../../shared/model/terms.ts';
import { groupBy } from '../lookup.ts';
import type { PlantView } from '../plant-view.ts';
import { compareText } from '../problem.ts';
import type { WorkingView } from '../working-view.ts';
import { numberIn, type Numbering } from './numbering.ts';
import type { RuleClaim } from './resolve.ts';

type Place = Pick<Numbering, 'prefix' | 'suffix'>;

/** The highest number that tags have at a place; 0 where none has one. No counter is kept. */
export interface Sequences {
  highest(place: Place): number;
}

/** The numbers that tags had before a plan. */
export const sequencesOf = (base: PlantView): Sequences => numbersIn(() => tagsOf(base));

/** The numbers in force now: those from before the plan, and those that it gave until this is asked for. */
export function sequencesNow(view: WorkingView, before: Sequences): Sequences {
  const given = numbersIn(() => view.changedTags());
  return { highest: (place) => Math.max(before.highest(place), given.highest(place)) };
}

/** The tags are read once, into an index by what stands around each number in them. */
function numbersIn(tags: () => Iterable<string>): Sequences {
  let index: ReadonlyMap<string, number> | undefined;
  return {
    highest(place) {
      if (/\d$/.test(place.prefix) || /^\d/.test(place.suffix)) return highestOf(tags(), place);
      index ??= indexOfTags(tags());
      return index.get(keyOf(place)) ?? 0;
    },
  };
}

/**
 * Gives the claims that wait for a number theirs: one above the highest in force, in the order of the tags of
 * their sources. Claims that have their tag stay as they are.
 */
export function withNumbers(
  claims: readonly RuleClaim[],
  before: WorkingView,
  sequences: Sequences,
): readonly RuleClaim[] {
  if (claims.every(({ claim }) => claim.numbering === undefined)) return claims;
  const waiting = claims.flatMap((one) => {
    const { numbering } = one.claim;
    return numbering === undefined ? [] : [{ one, numbering }];
  });
  const tagOf = ({ outcome }: RuleClaim): string => tagKey(before.asset(outcome.subject.id)?.tag ?? '');
  const now = sequencesNow(before, sequences);
  const numbered = new Map<RuleClaim, RuleClaim>();
  for (const group of groupBy(waiting, ({ numbering }) => keyOf(numbering)).values()) {
    const sorted = group.toSorted(
      ({ one: a }, { one: b }) =>
        compareText(tagOf(a), tagOf(b)) ||
        compareText(a.rule.rule.id, b.rule.rule.id) ||
        compareText(a.claim.entityId, b.claim.entityId),
    );
    let next = 0;
    for (const { one, numbering } of sorted) {
      next = next === 0 ? now.highest(numbering) + 1 : next + 1;
      const tag = { field: 'tag', value: numbering.tagFor(next) };
      numbered.set(one, { ...one, claim: { ...one.claim, fields: [tag, ...one.claim.fields] } });
    }
  }
  return claims.map((one) => numbered.get(one) ?? one);
}

const keyOf = ({ prefix, suffix }: Place): string => `${tagKey(prefix)}\n${tagKey(suffix)}`;

function* tagsOf(view: PlantView): Generator<string> {
  for (const { tag } of view.candidates(ALL_ASSETS)) yield tag;
  for (const { tag } of view.candidates({ entity: 'CABLE', cableTypes: null })) yield tag;
  for (const { code } of view.packages()) yield code;
}

const ALL_ASSETS = { entity: 'ASSET', types: null, disciplines: null, areas: null, systems: null } as const;

function highestOf(tags: Iterable<string>, place: Place): number {
  let highest = 0;
  for (const tag of tags) highest = Math.max(highest, numberIn(tag, place) ?? 0);
  return highest;
}

/** For each number in each tag, the highest by what stands before and behind it. */
function indexOfTags(tags: Iterable<string>): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (const tag of tags) {
    const key = tagKey(tag);
    for (const { 0: digits, index: at } of key.matchAll(/\d+/g)) {
      if (digits.length > 15) continue;
      const around = `${key.slice(0, at)}\n${key.slice(at + digits.length)}`;
      index.set(around, Math.max(index.get(around) ?? 0, Number(digits)));
    }
  }
  return index;
}
