import type { AssetDetail } from '../../../shared/contract/assets.ts';
import { DATA_STATUSES, ownerOf, type PropertyValue } from '../../../shared/model/entities.ts';
import { DISCIPLINES } from '../../../shared/model/terms.ts';
import { propertyTerm } from '../../../shared/vocabulary.ts';
import { formatValue } from '../../lib/format.ts';

/** One field of an asset as the detail pane shows it and an edit names it. */
export interface FieldRow {
  /** As an edit names it: `area`, `parent_tag`, `properties.power_kw`. */
  readonly name: string;
  /** As the log names it: `area`, `parentId`, `properties.power_kw`. */
  readonly path: string;
  /** The value as it is typed; empty where there is none. */
  readonly text: string;
  /** The value as it is read, its digits grouped. */
  readonly shown: string;
  readonly unit: string | null;
  /** What the field means; null where its name says it. */
  readonly description: string | null;
  /** `rule:ID` or `user:NAME`; null where nobody owns it. */
  readonly owner: string | null;
  /** The only values allowed; null where any is. */
  readonly choices: readonly string[] | null;
  /** True where it cannot be empty. */
  readonly required: boolean;
}

export interface FieldGroups {
  readonly fields: readonly FieldRow[];
  /** By name. */
  readonly properties: readonly FieldRow[];
}

/** The fields of an asset and its properties, in the order they are shown. */
export function fieldRows({ asset, parentTag, units }: AssetDetail): FieldGroups {
  const row = (
    path: string,
    value: PropertyValue | null | undefined,
    more: Partial<FieldRow> = {},
  ): FieldRow => ({
    name: path,
    path,
    text: value === null || value === undefined ? '' : String(value),
    shown: value === null || value === undefined ? '' : formatValue(value),
    unit: Object.hasOwn(units, path) ? (units[path] ?? null) : null,
    description: null,
    owner: ownerOf(asset.owners, path),
    choices: null,
    required: false,
    ...more,
  });
  return {
    fields: [
      row('tag', asset.tag, { required: true }),
      row('type', asset.type, { required: true }),
      row('description', asset.description),
      row('discipline', asset.discipline, { required: true, choices: DISCIPLINES }),
      row('area', asset.area),
      row('system', asset.system),
      row('parentId', parentTag, { name: 'parent_tag' }),
      row('ioType', asset.ioType, { name: 'io_type' }),
      row('dataStatus', asset.dataStatus, {
        name: 'data_status',
        required: true,
        choices: DATA_STATUSES,
      }),
    ],
    properties: Object.keys(asset.properties)
      .toSorted((a, b) => a.localeCompare(b))
      .map((name) => row(`properties.${name}`, asset.properties[name], propertyRow(name))),
  };
}

/** A property that an edit is about to add. */
export function newPropertyRow(name: string): FieldRow {
  const path = `properties.${name}`;
  const unit = propertyTerm(name)?.unit ?? null;
  return { name: path, path, text: '', shown: '', unit, owner: null, required: false, ...propertyRow(name) };
}

const FLAG = ['true', 'false'] as const;

function propertyRow(name: string): Pick<FieldRow, 'description' | 'choices'> {
  const term = propertyTerm(name);
  if (term === undefined) return { description: null, choices: null };
  return { description: term.description, choices: term.type === 'boolean' ? FLAG : term.values };
}
