import { z } from 'zod';

export const AGGREGATE_TYPES = [
  'ASSET',
  'CABLE',
  'EDGE',
  'RULE',
  'PACKAGE',
  'BATCH',
  'PROJECT',
  'FINDING',
] as const;
export const aggregateTypeSchema = z.enum(AGGREGATE_TYPES);
export type AggregateType = z.infer<typeof aggregateTypeSchema>;

export const DISCIPLINES = [
  'PROCESS',
  'MECHANICAL',
  'PIPING',
  'ELECTRICAL',
  'INSTRUMENTATION',
  'AUTOMATION',
  'GENERAL',
] as const;
export const disciplineSchema = z.enum(DISCIPLINES);
export type Discipline = z.infer<typeof disciplineSchema>;

export const BATCH_KINDS = ['IMPORT', 'EXECUTION', 'ROLLBACK', 'EDIT', 'RULES', 'SETTINGS'] as const;
export const batchKindSchema = z.enum(BATCH_KINDS);
export type BatchKind = z.infer<typeof batchKindSchema>;

export const BATCH_STATUSES = [
  'RUNNING',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
  'INTERRUPTED',
  'ROLLED_BACK',
] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

export const SEVERITIES = ['ERROR', 'WARNING', 'INFO'] as const;
export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

/** Types of assets that are known. The list is open: any upper snake case word is a type. */
export const KNOWN_ASSET_TYPES: Readonly<Record<string, Discipline>> = {
  AREA: 'GENERAL',
  PUMP: 'MECHANICAL',
  FAN: 'MECHANICAL',
  BLOWER: 'MECHANICAL',
  COMPRESSOR: 'MECHANICAL',
  AGITATOR: 'MECHANICAL',
  CONVEYOR: 'MECHANICAL',
  MILL: 'MECHANICAL',
  MOTOR: 'ELECTRICAL',
  TANK: 'PROCESS',
  VESSEL: 'PROCESS',
  HEAT_EXCHANGER: 'PROCESS',
  LINE: 'PIPING',
  VALVE: 'PIPING',
  CONTROL_VALVE: 'INSTRUMENTATION',
  ON_OFF_VALVE: 'INSTRUMENTATION',
  RELIEF_VALVE: 'PIPING',
  PRESSURE_TRANSMITTER: 'INSTRUMENTATION',
  LEVEL_TRANSMITTER: 'INSTRUMENTATION',
  FLOW_TRANSMITTER: 'INSTRUMENTATION',
  TEMPERATURE_TRANSMITTER: 'INSTRUMENTATION',
  MCC: 'ELECTRICAL',
  VFD: 'ELECTRICAL',
  SOFT_STARTER: 'ELECTRICAL',
  PLC: 'AUTOMATION',
  IO_CARD: 'AUTOMATION',
  CABINET: 'AUTOMATION',
  JUNCTION_BOX: 'INSTRUMENTATION',
  LOCAL_CONTROL_STATION: 'ELECTRICAL',
  SPACE_HEATER: 'ELECTRICAL',
  POSITIONER: 'INSTRUMENTATION',
  SOLENOID: 'INSTRUMENTATION',
  LIMIT_SWITCH: 'INSTRUMENTATION',
};

/** The discipline an asset has by its type, where none is stated. */
export function disciplineOfType(type: string): Discipline {
  return Object.hasOwn(KNOWN_ASSET_TYPES, type) ? (KNOWN_ASSET_TYPES[type] ?? 'GENERAL') : 'GENERAL';
}

/** The key tags are compared by: NFC and upper case. Two tags with one key are the same tag. */
export function tagKey(tag: string): string {
  if (tag !== lastTag) {
    lastTag = tag;
    lastKey = IS_KEY.test(tag) ? tag : tag.normalize('NFC').toUpperCase();
  }
  return lastKey;
}

/** One tag is looked up several times in a row. */
let lastTag = '';
let lastKey = '';

/** Most tags are plain capitals and digits, which are their own key. */
const IS_KEY = /^[\x20-\x60]*$/;
