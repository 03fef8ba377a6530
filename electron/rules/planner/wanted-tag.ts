import { isPerson, ownerOf, type Asset, type Cable } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import type { EvaluationScope, Template } from '../expressions/types.ts';
import { whyUnknown } from './evaluate.ts';
import { numberIn, numberingOf, type Numbering } from './numbering.ts';
import { failure, outcome, type FieldClaim, type Outcome } from './outcome.ts';

/** The tag of what a rule makes, as far as it can be told before all numbers are given. */
export interface WantedTag {
  /** With `{seq}` in the place of a number that is still to be given. */
  readonly text: string;
  readonly numbering: Numbering | null;
}

/** The tag for `what`, or the outcome where there is none. */
export function wantedTag(
  { rule }: CompiledRule,
  { template, what }: { readonly template: Template; readonly what: string },
  subject: Asset,
  scope: EvaluationScope,
): WantedTag | Outcome {
  const numbering = template.usesSequence ? numberingOf(template, scope) : null;
  const text = template.usesSequence ? (numbering?.tagFor(1) ?? null) : template.render(scope)?.trim();
  if (text === null || text === undefined) {
    const message = `No ${what} is made: for its tag, ${whyUnknown(template.observe(scope))}.`;
    return outcome(subject, { skips: [{ reason: 'UNKNOWN', message }] });
  }
  if (text === '') {
    const message = `The tag ${template.source} of ${rule.id} is empty for ${subject.tag}.`;
    return failure(subject, 'EMPTY_TAG', message);
  }
  return { text: numbering === null ? text : `${numbering.prefix}{seq}${numbering.suffix}`, numbering };
}

export const isOutcome = (wanted: WantedTag | Outcome): wanted is Outcome => 'subject' in wanted;

/** The claim on the tag of what is there or not. What has a number keeps it; a person's tag is never numbered. */
export function tagClaim(
  { text, numbering }: WantedTag,
  present: Asset | Cable | undefined,
): { readonly fields: readonly FieldClaim[]; readonly numbering?: Numbering } {
  const ofPerson = present !== undefined && isPerson(ownerOf(present.owners, 'tag'));
  if (numbering === null) {
    // the tag of what was adopted may be written with other letters and is the same tag
    const isSame = ofPerson && tagKey(present.tag) === tagKey(text);
    return { fields: [{ field: 'tag', value: isSame ? present.tag : text }] };
  }
  if (present === undefined) return { fields: [], numbering };
  const isNumbered = ofPerson || numberIn(present.tag, numbering) !== null;
  return isNumbered ? { fields: [{ field: 'tag', value: present.tag }] } : { fields: [], numbering };
}
