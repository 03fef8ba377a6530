import type { PropertyValue } from './model/entities.ts';

interface SettingTerm {
  readonly default: PropertyValue | null;
  readonly type: 'number' | 'string';
  readonly min?: number;
  readonly max?: number;
  readonly description: string;
}

const number = (value: number, min: number, max: number, description: string): SettingTerm => ({
  default: value,
  type: 'number',
  min,
  max,
  description,
});

/** The settings of a project with their defaults. Units stand at the end of the names. */
export const SETTINGS: Readonly<Record<string, SettingTerm>> = {
  ambient_c: number(40, -40, 80, 'Ambient temperature that cables and motors are sized for.'),
  cable_length_m: number(75, 0, 10_000, 'Length of a power cable where none is stated.'),
  installation: {
    default: 'E',
    type: 'string',
    description: 'Reference method of installation, IEC 60364-5-52.',
  },
  voltage_drop_pct: number(3, 0.1, 20, 'Highest running voltage drop of a power cable.'),
  starter_threshold_kw: number(55, 0, 10_000, 'From this rating on a motor gets a soft starter or a VFD.'),
  heater_threshold_kw: number(30, 0, 10_000, 'From this rating on a motor gets a space heater.'),
  lv_limit_kw: number(200, 0, 10_000, 'Above this rating a motor is fed at medium voltage.'),
  drive_cable_length_m: number(5, 0, 10_000, 'Length of the cable from the MCC to a drive or starter.'),
  io_fill_pct: number(
    80,
    1,
    100,
    'Share of the channels of an I/O card that is used before the next is added.',
  ),
  mcc_load_pct: number(80, 1, 100, 'Highest load of an MCC bus with diversity.'),
  spare_buckets_pct: number(20, 0, 100, 'Share of the buckets of an MCC that stays free.'),
  spare_pairs_pct: number(20, 0, 100, 'Share of the pairs of a junction box that stays free.'),
  tag_pattern: {
    default: null,
    type: 'string',
    description: 'Regular expression (RE2) that every tag must match.',
  },
  plan_warning_operations: number(
    50_000,
    1,
    10_000_000,
    'A plan with more operations than this carries a warning.',
  ),
  motor_margin_below_22_kw: number(1.25, 1, 3, 'Margin of the motor rating over a shaft power below 22 kW.'),
  motor_margin_22_to_55_kw: number(1.15, 1, 3, 'Margin over a shaft power of 22 to 55 kW.'),
  motor_margin_above_55_kw: number(1.1, 1, 3, 'Margin over a shaft power above 55 kW.'),
};

/** Every setting with its value in a project: what the project states, otherwise the default. */
export function effectiveSettings(
  stated: Readonly<Record<string, PropertyValue>>,
): Record<string, PropertyValue | null> {
  const result: Record<string, PropertyValue | null> = {};
  for (const [name, term] of Object.entries(SETTINGS)) {
    result[name] = Object.hasOwn(stated, name) ? (stated[name] ?? null) : term.default;
  }
  return result;
}
