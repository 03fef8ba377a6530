import { PROPERTY_NAME, snakeCase } from './name-folding.ts';

/** What a column or a stated value can give besides properties. Names as in mappings and on the command line. */
export const IMPORT_FIELDS = [
  'tag',
  'type',
  'description',
  'discipline',
  'area',
  'system',
  'parent_tag',
  'key',
  'parent_key',
  'io_type',
  'data_status',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** A top-level field, or a property by its name. */
export type ImportTarget =
  | { readonly kind: 'field'; readonly field: ImportField }
  | { readonly kind: 'property'; readonly name: string };

/**
 * The target that a mapping names: a field, or a property (`power_kw`, `properties.power_kw`; the long form
 * reaches a property that has a field's name). Null where it can be neither.
 */
export function targetNamed(name: string): ImportTarget | null {
  const wanted = name.trim();
  const field = fieldNamed(wanted.toLowerCase());
  if (field !== null) return { kind: 'field', field };
  const property = wanted.startsWith(PROPERTY_PREFIX) ? wanted.slice(PROPERTY_PREFIX.length) : wanted;
  return PROPERTY_NAME.test(property) ? { kind: 'property', name: property } : null;
}

/** A target as it is written in messages; equal targets have equal names. */
export function targetName(target: ImportTarget): string {
  return target.kind === 'field' ? target.field : `${PROPERTY_PREFIX}${target.name}`;
}

/** The field that a header has the own name of, or is an alias of, or null. */
export function fieldOfHeader(
  header: string,
): { readonly field: ImportField; readonly byOwnName: boolean } | null {
  const name = snakeCase(header);
  const own = fieldNamed(name);
  if (own !== null) return { field: own, byOwnName: true };
  const field = FIELD_BY_ALIAS.get(name);
  return field === undefined ? null : { field, byOwnName: false };
}

/**
 * Other headers that mean a field, in English and German, compared without case and with any separator
 * between their words. Exactly these: nothing is matched by similarity.
 */
export const FIELD_ALIASES: Readonly<Record<ImportField, readonly string[]>> = {
  tag: [
    'tag_no',
    'tag_nr',
    'tag_number',
    'tag_name',
    'tag_nummer',
    'tagno',
    'tagname',
    'tagnumber',
    'asset_tag',
    'equipment_tag',
    'equipment_no',
    'equipment_number',
    'instrument_tag',
    'kks',
    'kks_code',
    'akz',
    'anlagenkennzeichen',
    'technischer_platz',
    'functional_location',
  ],
  type: ['asset_type', 'equipment_type', 'object_type', 'tag_type', 'typ', 'objekttyp'],
  description: ['desc', 'tag_description', 'tag_desc', 'beschreibung', 'bezeichnung', 'benennung'],
  discipline: ['disziplin', 'gewerk'],
  area: ['area_code', 'area_no', 'area_number', 'plant_area', 'bereich', 'anlagenbereich'],
  system: ['system_code', 'system_no', 'system_number'],
  parent_tag: [
    'parent',
    'parent_tag_no',
    'parent_tag_number',
    'parent_asset',
    'superior_functional_location',
    'uebergeordneter_platz',
    'uebergeordnetes_tag',
  ],
  key: [],
  parent_key: [],
  io_type: ['i_o_type', 'iotype', 'ea_typ', 'e_a_typ'],
  data_status: ['datenstatus'],
};

const PROPERTY_PREFIX = 'properties.';

const FIELD_BY_ALIAS: ReadonlyMap<string, ImportField> = new Map(
  IMPORT_FIELDS.flatMap((field) => FIELD_ALIASES[field].map((alias) => [alias, field] as const)),
);

function fieldNamed(name: string): ImportField | null {
  return IMPORT_FIELDS.find((field) => field === name) ?? null;
}
