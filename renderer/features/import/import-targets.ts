import { VOCABULARY } from '../../../shared/vocabulary.ts';

export interface ImportTargetChoice {
  /** As a mapping names it. */
  readonly value: string;
  readonly label: string;
  readonly unit: string | null;
  readonly description: string;
}

/** The fields of an asset that a column can give. */
export const FIELD_CHOICES: readonly ImportTargetChoice[] = [
  field('tag', 'Name of the asset; each row needs one.'),
  field('type', 'What the asset is, such as PUMP; each new asset needs one.'),
  field('description', 'What the asset does.'),
  field('discipline', 'By default that of the type.'),
  field('area', 'Area of the plant.'),
  field('system', 'System the asset belongs to.'),
  field('parent_tag', 'Tag of the asset that this one is part of.'),
  field('key', 'Key of the row in the file, for parent_key.'),
  field('parent_key', 'Key of the row of the asset that this one is part of.'),
  field('io_type', 'AI, AO, DI or DO.'),
  field('data_status', 'How far the data were checked.'),
];

/** The known properties. */
export const PROPERTY_CHOICES: readonly ImportTargetChoice[] = Object.entries(VOCABULARY).map(
  ([name, { unit, description }]) => ({ value: `properties.${name}`, label: name, unit, description }),
);

const PREFIX = 'properties.';
const NEW_PROPERTY = /^[a-z][a-z0-9_]{0,99}$/;

/** A target as it is shown: fields and properties by their plain names. */
export const targetLabel = (target: string): string =>
  target.startsWith(PREFIX) ? target.slice(PREFIX.length) : target;

/** The property that a text typed by the user names, or null where it cannot be one or is known already. */
export function newPropertyOf(text: string): string | null {
  const name = text.trim();
  const isKnown = [...FIELD_CHOICES, ...PROPERTY_CHOICES].some(({ label }) => label === name);
  return !isKnown && NEW_PROPERTY.test(name) ? `${PREFIX}${name}` : null;
}

function field(value: string, description: string): ImportTargetChoice {
  return { value, label: value, unit: null, description };
}
