import type { RuleInput } from '../../shared/model/rule.ts';
import type { Scope } from '../../shared/model/scope.ts';
import type { Asset } from '../../shared/model/entities.ts';
import { parseRuleFiles } from '../../electron/rules/parse.ts';
import type { ParsedRule } from '../../electron/rules/rule-version.ts';
import { PLANT_KINDS } from '../plant/kinds.ts';

const MACHINES = ['PUMP', 'FAN', 'BLOWER'];

/** Rules that make motors, rate them and give each its control station: about 60k operations on the plant. */
export const CHAIN_RULES: readonly RuleInput[] = [
  {
    id: 'bench.motor',
    name: 'Motor for each electric machine',
    discipline: 'MECHANICAL',
    for: { type: MACHINES },
    where: 'props.driver == null || props.driver == "ELECTRIC"',
    do: {
      create_child: {
        slot: 'motor',
        type: 'MOTOR',
        tag: '{asset.tag}-M',
        relation: 'powers',
        inherit: ['area', 'system'],
        properties: { poles: 4 },
      },
    },
  },
  {
    id: 'bench.motor-rating',
    name: 'Rating of the motor',
    discipline: 'ELECTRICAL',
    for: { type: 'MOTOR' },
    where: 'parent.props.shaft_power_kw != null',
    do: {
      set_property: {
        power_kw:
          '= standard_motor_kw(parent.props.shaft_power_kw * motor_margin(parent.props.shaft_power_kw))',
        voltage_v: 400,
      },
    },
  },
  {
    id: 'bench.control-station',
    name: 'Local control station',
    discipline: 'ELECTRICAL',
    for: { type: 'MOTOR' },
    do: {
      create_child: {
        slot: 'lcs',
        type: 'LOCAL_CONTROL_STATION',
        tag: '{asset.tag}-LCS',
        relation: 'controls',
        inherit: ['area', 'system'],
      },
    },
  },
];

/** A rule that finds nothing to change, with its selection and condition as one closure. */
export interface IdleRule {
  readonly rule: RuleInput;
  readonly native: (asset: Asset) => boolean;
}

/** `count` rules over types and areas of the plant whose conditions never hold, and read what is there. */
export function idleRules(count: number): IdleRule[] {
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0 ? byType(index) : byTypeAndArea(index),
  );
}

function byType(index: number): IdleRule {
  const type = typeAt(index);
  return {
    rule: {
      ...common(index),
      for: { type },
      where: `asset.system == "CW" && asset.area == "none-${index}"`,
    },
    native: (asset) => asset.type === type && asset.system === 'CW' && asset.area === `none-${index}`,
  };
}

function byTypeAndArea(index: number): IdleRule {
  const type = typeAt(index);
  const area = String(100 + (index % 100));
  return {
    rule: { ...common(index), for: { type, area }, where: `asset.tag == "none-${index}"` },
    native: (asset) => asset.type === type && asset.area === area && asset.tag === `none-${index}`,
  };
}

const common = (index: number): Pick<RuleInput, 'id' | 'name' | 'do'> => ({
  id: `bench.idle-${index}`,
  name: `Idle rule ${index}`,
  do: { set_property: { bus: `B${index}` } },
});

const typeAt = (index: number): string => PLANT_KINDS[index % PLANT_KINDS.length]?.type ?? 'PUMP';

/** These rules alone: the plant holds what others made that are not loaded, and each would be reported. */
export const scopeOf = (rules: readonly RuleInput[]): Scope => ({ ruleIds: rules.map(({ id }) => id) });

/** Rules as a file of a pack holds them; JSON is YAML. */
export const ruleFile = (rules: readonly RuleInput[]): string =>
  JSON.stringify({ pack: 'bench-plan', rules });

/** @throws Error where a rule is not one. */
export function parsedRules(rules: readonly RuleInput[]): ParsedRule[] {
  const { rules: parsed, problems } = parseRuleFiles([{ file: 'bench.yaml', text: ruleFile(rules) }]);
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.ruleId}: ${problem.message}`);
  return parsed;
}
