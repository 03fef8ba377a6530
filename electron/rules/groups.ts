import type { Project } from '../../shared/model/entities.ts';

/** Groups of countries that a rule's `sourceId` may name, by ISO 3166-1 codes. */
const COUNTRY_GROUPS: Readonly<Record<string, ReadonlySet<string>>> = {
  /** The countries whose plants are built to European rules: members of the EU, EEA, Switzerland, Great Britain. */
  EU: new Set(
    (
      'AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK ' + // EU
      'IS LI NO ' + // EEA
      'CH GB'
    ).split(' '),
  ),
};

/**
 * True where a rule with this `sourceId` applies to a project: a code or a list of codes of which one is its
 * country, a group its country is in, its client or its name, compared without case. Null applies everywhere.
 */
export function appliesToProject(
  sourceId: string | readonly string[] | null,
  project: Pick<Project, 'name' | 'country' | 'client'>,
): boolean {
  if (sourceId === null) return true;
  const codes = typeof sourceId === 'string' ? [sourceId] : sourceId;
  return codes.some((code) => matches(code.trim().toUpperCase(), project));
}

function matches(code: string, project: Pick<Project, 'name' | 'country' | 'client'>): boolean {
  const country = project.country?.trim().toUpperCase() ?? '';
  if (country !== '' && (country === code || membersOf(code).has(country))) return true;
  return project.client?.trim().toUpperCase() === code || project.name.trim().toUpperCase() === code;
}

/** A country for which a rule with this `sourceId` applies: the first member of a group, the code itself otherwise. */
export function exampleCountry(sourceId: string | readonly string[] | null): string | null {
  const code = typeof sourceId === 'string' ? sourceId : sourceId?.[0];
  if (code === undefined) return null;
  const upper = code.trim().toUpperCase();
  if (upper === 'EU') return 'DE';
  const [first] = membersOf(upper);
  return first ?? upper;
}

/** The countries that a `sourceId` names, by itself or by a group; null where it names something else, or nothing. */
export function countriesOf(sourceId: string | readonly string[] | null): ReadonlySet<string> | null {
  if (sourceId === null) return null;
  const codes = (typeof sourceId === 'string' ? [sourceId] : sourceId).map((code) =>
    code.trim().toUpperCase(),
  );
  if (!codes.every((code) => /^[A-Z]{2}$/.test(code))) return null;
  return new Set(codes.flatMap((code) => [code, ...membersOf(code)]));
}

const membersOf = (group: string): ReadonlySet<string> =>
  Object.hasOwn(COUNTRY_GROUPS, group) ? (COUNTRY_GROUPS[group] ?? NONE) : NONE;
const NONE: ReadonlySet<string> = new Set();
