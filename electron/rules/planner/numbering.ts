import { tagKey } from '../../../shared/model/terms.ts';
import type { EvaluationScope, Template } from '../expressions/types.ts';

/** A tag whose number is still to be given: what stands before and behind it, and the tag for a number. */
export interface Numbering {
  readonly prefix: string;
  readonly suffix: string;
  tagFor(number: number): string;
}

/** The numbering of a tag template with `{seq}`; null where one of its other parts is unknown. */
export function numberingOf(template: Template, scope: EvaluationScope): Numbering | null {
  const text = template.render(scope, PROBE)?.trim() ?? null;
  if (text === null) return null;
  const at = text.lastIndexOf(String(PROBE));
  return {
    prefix: text.slice(0, at),
    suffix: text.slice(at + String(PROBE).length),
    tagFor: (number) => template.render(scope, number)?.trim() ?? '',
  };
}

/** The number that a tag has in a numbering, or null where it is none of it. */
export function numberIn(
  tag: string,
  { prefix, suffix }: Pick<Numbering, 'prefix' | 'suffix'>,
): number | null {
  const key = tagKey(tag);
  const [before, behind] = [tagKey(prefix), tagKey(suffix)];
  const isOther = !key.startsWith(before) || !key.endsWith(behind);
  if (isOther || key.length <= before.length + behind.length) return null;
  const digits = key.slice(before.length, key.length - behind.length);
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** Longer than any number that is in use, so that it is found in the text again. */
const PROBE = 987_654_321_012_345;
