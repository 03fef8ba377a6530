import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { plantStateOf, type PlantState } from '../../electron/rules/plant-view.ts';
import type { Asset, PropertyValue } from '../../shared/model/entities.ts';
import { disciplineOfType } from '../../shared/model/terms.ts';
import { propertyTerm } from '../../shared/vocabulary.ts';

/** The sample project as its lists say, in memory; for tests that plan over it. */
export function samplePlant(project: Partial<PlantState['project']> = {}): PlantState {
  const rows = [
    ...rowsOf('equipment.csv', ';'),
    ...rowsOf('lines.csv', '\t').map((row) => ({ ...row, type: 'LINE' })),
    ...rowsOf('instruments.csv', ','),
  ];
  return plantStateOf(
    { id: 'sample', name: 'Cooling station', country: 'DE', client: null, settings: {}, ...project },
    { assets: rows.map(assetOf) },
  );
}

type Row = Readonly<Record<string, string>>;

const fileOf = (name: string): string =>
  readFileSync(new URL(`cooling-station/${name}`, import.meta.url), 'utf8');
const rowsOf = (name: string, delimiter: string): Row[] => parse(fileOf(name), { columns: true, delimiter });

const codes: Readonly<Record<string, Readonly<Record<string, Record<string, PropertyValue>>>>> = parseYaml(
  fileOf('values.yaml'),
);
const FIELDS = ['tag', 'type', 'description', 'area', 'system', 'parent_tag'];

function assetOf(row: Row): Asset {
  const { tag = '', type = '', description, area, system, parent_tag: parent } = row;
  return {
    id: tag,
    tag,
    type,
    description: textOf(description),
    discipline: disciplineOfType(type),
    area: textOf(area),
    system: textOf(system),
    parentId: textOf(parent),
    ioType: null,
    dataStatus: 'FRESH_IMPORT',
    properties: propertiesOf(row),
    origin: { userId: 'sample' },
    owners: { '*': 'user:sample' },
  };
}

const textOf = (cell: string | undefined): string | null => (cell === undefined || cell === '' ? null : cell);

function propertiesOf(row: Row): Record<string, PropertyValue> {
  const cells = Object.entries(row).filter(([name, cell]) => cell !== '' && !FIELDS.includes(name));
  return Object.assign(
    {},
    ...cells.map(([name, cell]) => codes[name]?.[cell] ?? { [name]: valueOf(name, cell) }),
  );
}

function valueOf(name: string, cell: string): PropertyValue {
  const type = propertyTerm(name)?.type;
  if (type === 'number') return Number(cell.replace(',', '.'));
  return type === 'boolean' ? cell === 'true' : cell;
}
