import { csvText } from './csv.mjs';
import { EQUIPMENT_COLUMNS, equipmentRows } from './equipment.mjs';
import { INSTRUMENT_COLUMNS, instrumentRows } from './instruments.mjs';
import { INSULATION_CODES, LINE_COLUMNS, lineRows } from './lines.mjs';
import { randomNumbers } from './random.mjs';
import { secondRevision } from './revision.mjs';

const SEED = 4711;

/**
 * The files of the sample project, by name. The lists differ in form as they do in practice: separator, decimal
 * mark, a type that stands nowhere, codes that need a mapping.
 * @returns {Map<string, string>}
 */
export function sampleFiles() {
  const random = randomNumbers(SEED);
  const equipment = equipmentRows(random);
  const instruments = instrumentRows(random);
  const equipmentForm = { columns: EQUIPMENT_COLUMNS, separator: ';', decimal: ',' };
  return new Map([
    ['equipment.csv', csvText(equipment, equipmentForm)],
    ['lines.csv', csvText(lineRows(), { columns: LINE_COLUMNS, separator: '\t', decimal: '.' })],
    ['instruments.csv', csvText(instruments, { columns: INSTRUMENT_COLUMNS, separator: ',', decimal: '.' })],
    ['equipment_rev2.csv', csvText(secondRevision(equipment), equipmentForm)],
    ['values.yaml', mappingText('insulation', INSULATION_CODES)],
  ]);
}

function mappingText(header, codes) {
  const lines = Object.entries(codes).map(([code, fields]) => `  ${code}: { ${fieldsText(fields)} }\n`);
  return `# What the codes of a column say: N none, H heat conservation, P personnel protection, W winter.\n${header}:\n${lines.join('')}`;
}

const fieldsText = (fields) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
