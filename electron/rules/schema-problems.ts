import { didYouMean } from '../../shared/nearest-name.ts';
import type { z } from 'zod';
import { knownKeysAt } from './json-schema.ts';
import type { PathStep, TextPosition, YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

/** What does not fit the schema, each with its place. `base` is the path of the value that was parsed. */
export function schemaProblems(
  error: z.ZodError,
  source: YamlSource,
  base: readonly PathStep[],
): (TextPosition & { message: string })[] {
  return error.issues
    .flatMap((issue) => leaves(issue, []))
    .flatMap(({ issue, path }) => {
      const full = [...base, ...path];
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
          ...source.locateKey([...full, key]),
          message: unknownKey(key, base.length === 0 ? ['pack', 'rules'] : knownKeysAt(path), path),
        }));
      }
      return [{ ...source.locate(full), message: `${nameOf(path)}: ${describe(issue)}` }];
    });
}

function unknownKey(key: string, known: readonly string[], path: readonly PathStep[]): string {
  const nearest = didYouMean(key, known);
  const allowed = nearest === '' && known.length > 0 ? ` Known here: ${known.join(', ')}.` : nearest;
  return `${nameOf([...path, key])}: there is no such member.${allowed}`;
}

const nameOf = (path: readonly PathStep[]): string => (path.length === 0 ? 'The file' : path.join('.'));

/** An issue with its whole path; of a union, those of the alternative that the value came nearest to. */
function leaves(issue: Issue, base: readonly PathStep[]): { issue: Issue; path: PathStep[] }[] {
  const path = [...base, ...issue.path.filter((step) => typeof step !== 'symbol')];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const alternatives = issue.errors.map((issues) => issues.flatMap((inner) => leaves(inner, path)));
  const nearest = alternatives.toSorted((a, b) => misfit(a, path.length) - misfit(b, path.length))[0];
  return nearest === undefined || misfit(nearest, path.length) >= NOT_EVEN_THE_TYPE
    ? [{ issue, path }]
    : nearest;
}

const NOT_EVEN_THE_TYPE = 1000;

/** How far a value is from an alternative: being of another type altogether counts most. */
function misfit(issues: readonly { issue: Issue; path: readonly PathStep[] }[], depth: number): number {
  const wrongKind = issues.some(
    ({ issue, path }) =>
      path.length === depth && (issue.code === 'invalid_type' || issue.code === 'invalid_value'),
  );
  const wrongEntity = issues.some(
    ({ issue, path }) => path.at(-1) === 'entity' && issue.code === 'invalid_value',
  );
  return issues.length + (wrongKind ? NOT_EVEN_THE_TYPE : 0) + (wrongEntity ? 100 : 0);
}

function describe(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('undefined')
        ? `is missing; a ${issue.expected} is needed.`
        : `${issue.message}.`;
    case 'invalid_value':
      return `is none of the values allowed: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_union':
      return 'is of none of the forms that may stand here.';
    default:
      return `${issue.message}.`;
  }
}
