import type { ImportOptionsRequest } from '../../../shared/contract/imports.ts';
import { SynapseError } from '../../../shared/errors.ts';
import { DELIMITERS, ENCODINGS } from '../../formats/csv-detect.ts';
import { parseValuesMapping } from '../../formats/values-mapping.ts';
import type { ImportOptions } from './import-plan.ts';

/**
 * The options of an import as a window states them.
 * @throws SynapseError INVALID_ARGUMENT for an encoding or a delimiter that is not known; IMPORT_FAILED for a mapping of values
 */
export function importOptionsOf(request: ImportOptionsRequest): ImportOptions {
  const { encoding, delimiter, map, set, type, values } = request;
  return {
    ...(encoding === undefined ? {} : { encoding: oneOf(ENCODINGS, encoding, 'encoding') }),
    ...(delimiter === undefined ? {} : { delimiter: oneOf(DELIMITERS, delimiter, 'delimiter') }),
    ...(map === undefined ? {} : { map }),
    ...(set === undefined ? {} : { set }),
    ...(type === undefined ? {} : { type }),
    // JSON is YAML, so what is stated here is read as a mapping file is.
    ...(values === undefined || Object.keys(values).length === 0
      ? {}
      : { values: parseValuesMapping(JSON.stringify(values), 'The mapping of values') }),
  };
}

function oneOf<T extends string>(known: readonly T[], wanted: string, what: string): T {
  const found = known.find((value) => value === wanted);
  if (found !== undefined) return found;
  throw new SynapseError(
    'INVALID_ARGUMENT',
    `"${wanted}" is no ${what} that is known. Choose one of the list.`,
  );
}
