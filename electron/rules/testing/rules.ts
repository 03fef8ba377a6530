import type { Asset } from '../../../shared/model/entities.ts';
import { asset } from './world.ts';

/** A rule in a line, as an item of a rule file. */
export const rule = (id: string, target: string, action: string, more = '') =>
  `  - id: ${id}\n    name: ${id}\n    for: { ${target} }\n    do: { ${action} }\n${more}`;

export const MOTOR = `
  - id: mech.pump-motor
    name: Create motor
    discipline: MECHANICAL
    for: { type: PUMP }
    where: 'props.pump_kind == "CENTRIFUGAL" && (props.driver == null || props.driver == "ELECTRIC")'
    do:
      create_child: { slot: motor, type: MOTOR, tag: "{asset.tag}-M", relation: powers, description: "Motor of {asset.tag}", inherit: [area, system], properties: { poles: 4 } }
`;
export const POWER = rule(
  'mech.motor-kw',
  'type: MOTOR',
  'set_property: { power_kw: "= parent.props.shaft_power_kw * 1.25" }',
);
export const STATION = rule(
  'elec.lcs',
  'type: MOTOR',
  'create_child: { slot: lcs, type: LOCAL_CONTROL_STATION, tag: "{asset.tag}-LCS", relation: controls }',
);
export const FEEDER = rule(
  'elec.fed',
  'type: MOTOR',
  'create_relationship: { relation: fed_from, to: [{ relation: fed_by_hand, type: MCC }, { type: MCC, same: area }] }',
);
export const pump = (tag: string, more: Partial<Asset> = {}) =>
  asset(tag, 'PUMP', { properties: { pump_kind: 'CENTRIFUGAL', shaft_power_kw: 60 }, ...more });
