/** Pump -> motor with an edge; the rating from the shaft power; a check of the rating. As items of a rule file. */
export const MOTOR_RULES = `
  - id: m.motor
    name: Motor of a pump
    discipline: MECHANICAL
    for: { type: PUMP }
    where: 'props.shaft_power_kw != null'
    do:
      create_child: { slot: motor, type: MOTOR, tag: '{asset.tag}-M', relation: powers, inherit: [area] }
  - id: m.rating
    name: Rating of a motor
    discipline: ELECTRICAL
    for: { type: MOTOR }
    where: 'parent.type == "PUMP"'
    do: { set_property: { power_kw: '= standard_motor_kw(parent.props.shaft_power_kw * 1.1)' } }
  - id: m.large
    name: No motor above 100 kW
    discipline: ELECTRICAL
    for: { type: MOTOR }
    do: { validate: { that: 'props.power_kw <= 100', severity: ERROR, message: '{asset.tag} is large' } }
`;
