/** The fields of a cable that sizing writes. Length and voltage are written whether it is sized or not. */
export const SIZED_FIELDS = [
  'conductorSizeMm2',
  'ampacityA',
  'loadCurrentA',
  'voltageDropPct',
  'properties.runs',
] as const;

/** What sizing reads of the cable itself, whoever decides it in the end. */
export const CABLE_IN_FORCE = [
  'lengthM',
  'voltageV',
  'loadCurrentA',
  'conductorSizeMm2',
  'properties.runs',
] as const;

/** What sizing reads of the asset that the cable is for, beside what the rule's load expression reads. */
export const SIZING_PROPERTIES = [
  'properties.voltage_v',
  'properties.phases',
  'properties.power_kw',
  'properties.rating_kw',
  'properties.power_factor',
  'properties.design_current_factor',
  'properties.electrical_code',
] as const;

/** Settings that sizing reads: the asset's own, then that of the machine it drives, then the project's. */
export const SIZING_SETTINGS = ['ambient_c', 'installation', 'voltage_drop_pct'] as const;
