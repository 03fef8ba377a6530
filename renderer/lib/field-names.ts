import { propertyTerm } from '../../shared/vocabulary.ts';

/** Fields that a screen calls otherwise than the model, and their units. */
const FIELDS: Readonly<Record<string, { readonly label: string; readonly unit?: string }>> = {
  parentId: { label: 'parent' },
  parentTag: { label: 'parent' },
  ioType: { label: 'I/O type' },
  fromAssetId: { label: 'from' },
  toAssetId: { label: 'to' },
  sourceId: { label: 'from' },
  targetId: { label: 'to' },
  lengthM: { label: 'length', unit: 'm' },
  conductorSizeMm2: { label: 'conductor size', unit: 'mm²' },
  voltageV: { label: 'voltage', unit: 'V' },
  ampacityA: { label: 'ampacity', unit: 'A' },
  loadCurrentA: { label: 'load current', unit: 'A' },
  voltageDropPct: { label: 'voltage drop', unit: '%' },
};
const MAPS = /^(?:properties|settings|owners|members)\./;

/** A field as it is called on a screen: `properties.power_kw` -> "power_kw", `dataStatus` -> "data status". */
export function fieldLabel(path: string): string {
  const name = path.replace(MAPS, '');
  if (name !== path) return name;
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name]?.label ?? name;
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The unit of a field's numbers, or null where it has none. */
export function fieldUnit(path: string): string | null {
  const name = path.replace(MAPS, '');
  if (name === path && Object.hasOwn(FIELDS, name)) return FIELDS[name]?.unit ?? null;
  return propertyTerm(name)?.unit ?? null;
}
