import type { ImportOptionsRequest, ImportPreview } from '../../../shared/contract/imports.ts';

type Options = ImportOptionsRequest;
type ValuesOfHeader = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A column goes to another field; with the empty text it is left out. */
export const withTarget = (options: Options, header: string, target: string): Options => ({
  ...options,
  map: { ...options.map, [header]: target },
});

/** Every row that says nothing gets this value. */
export const withValue = (options: Options, field: string, value: string): Options => ({
  ...options,
  set: { ...options.set, [field]: value },
});

export function withoutValue(options: Options, field: string): Options {
  const { [field]: _gone, ...set } = options.set ?? {};
  return dropEmpty({ ...options, set });
}

/** The type of rows that have none; null for no such type. */
export function withType(options: Options, type: string | null): Options {
  const { type: _before, ...rest } = options;
  return type === null ? rest : { ...rest, type };
}

/** What the values of a column mean; none: they mean nothing but themselves. */
export function withMeanings(options: Options, header: string, meanings: ValuesOfHeader): Options {
  const { [header]: _before, ...others } = options.values ?? {};
  const values = Object.keys(meanings).length === 0 ? others : { ...others, [header]: meanings };
  return dropEmpty({ ...options, values });
}

function dropEmpty({ set, values, ...rest }: Options): Options {
  return {
    ...rest,
    ...(set === undefined || Object.keys(set).length === 0 ? {} : { set }),
    ...(values === undefined || Object.keys(values).length === 0 ? {} : { values }),
  };
}

/** How many assets the import changes. */
export const changedAssets = ({ counts }: Pick<ImportPreview, 'counts'>): number =>
  counts === null ? 0 : counts.created + counts.updated;

export const ENCODINGS = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
] as const;

export const DELIMITERS = [
  { value: ',', label: 'Comma ,' },
  { value: ';', label: 'Semicolon ;' },
  { value: '\t', label: 'Tab' },
] as const;
