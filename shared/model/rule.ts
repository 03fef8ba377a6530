import { z } from 'zod';
import { CABLE_STATUSES, CABLE_TYPES, PACKAGE_TYPES } from './entities.ts';
import { OPERATION_KINDS } from './events.ts';
import type { ActionType } from './scope.ts';
import { aggregateTypeSchema, disciplineSchema, severitySchema } from './terms.ts';

/** Who stands behind a rule, with the priority it has where none is stated. */
export const SOURCE_PRIORITIES = { FIRM: 10, COUNTRY: 30, PROJECT: 50, CLIENT: 100 } as const;
export const RULE_SOURCES = ['FIRM', 'COUNTRY', 'PROJECT', 'CLIENT'] as const;
export type RuleSource = (typeof RULE_SOURCES)[number];

export const RULE_STATUSES = ['DRAFT', 'DEV_VALIDATED', 'PROD_READY', 'DEPRECATED'] as const;

/** Fields of an asset that a rule can select by, inherit or (`description`, `area`, `system`) set. */
export const ASSET_TEXT_FIELDS = ['area', 'system', 'description', 'ioType'] as const;

const list = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const propertyName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'property names are lower snake case, such as shaft_power_kw');
const typeName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'types are upper snake case, such as CONTROL_VALVE');
const typeList = z.union([typeName, z.array(typeName).min(1)]);
const slot = z.string().regex(/^[a-z][a-z0-9_]*$/, 'slots are lower snake case, such as motor');
const relation = z.string().regex(/^[a-z][a-z0-9_]*$/, 'relations are lower snake case, such as fed_from');

/** A value that a rule writes: `= ` starts an expression, any other text is a template. */
const valueSource = z.union([z.string(), z.number(), z.boolean()]);
export type ValueSource = z.infer<typeof valueSource>;

/** Where a relation or cable ends; of several, the first that exists. */
const endSchema = z.union([
  z.literal('self'),
  z.literal('parent'),
  z.strictObject({ child: typeName }),
  z.strictObject({ relation, type: typeName.optional() }),
  z.strictObject({ type: typeName, same: z.union([z.string(), z.array(z.string()).min(1)]).optional() }),
  z.strictObject({ tag: z.string().min(1) }),
]);
export type End = z.infer<typeof endSchema>;
const ends = z.union([endSchema, z.array(endSchema).min(1)]);

const createChild = z.strictObject({
  slot,
  type: typeName,
  tag: z.string().min(1),
  relation: relation.default('related_to'),
  discipline: disciplineSchema.optional(),
  description: z.string().optional(),
  ioType: z.string().optional(),
  inherit: z.array(z.enum(['area', 'system', 'description'])).default([]),
  properties: z.record(propertyName, valueSource).default({}),
});
const createCable = z
  .strictObject({
    slot,
    cableType: z.enum(CABLE_TYPES),
    tag: z.string().min(1),
    from: ends,
    to: ends,
    cores: z.number().optional(),
    insulation: z.string().optional(),
    lengthM: valueSource.optional(),
    conductorSizeMm2: z.number().optional(),
    properties: z.record(propertyName, valueSource).default({}),
    sizing: z.strictObject({ loadA: valueSource, dropLimitPct: valueSource.optional() }).optional(),
  })
  .refine((cable) => (cable.sizing === undefined) !== (cable.conductorSizeMm2 === undefined), {
    message: 'exactly one of sizing and conductorSizeMm2 is needed',
  });
const createRelationship = z.strictObject({
  relation,
  direction: z.enum(['out', 'in']).default('out'),
  to: ends,
  slot: z.string().default(''),
});
const setProperty = z
  .record(z.string().regex(/^[a-z][A-Za-z0-9_]*$/, 'a field or a property name'), valueSource)
  .refine((fields) => Object.keys(fields).length > 0, { message: 'at least one property is needed' });
const createPackage = z.strictObject({ code: z.string().min(1), packageType: z.enum(PACKAGE_TYPES) });
const ioCount = z.int().min(0).default(0);
const allocateIo = z.strictObject({ AI: ioCount, AO: ioCount, DI: ioCount, DO: ioCount, cabinet: ends });
const validate = z.strictObject({
  that: z.string().min(1),
  severity: severitySchema.default('ERROR'),
  message: z.string().min(1),
  /** What an unknown answer is reported as. */
  unknown: severitySchema.default('INFO'),
});

const actionSchema = z
  .strictObject({
    create_child: createChild.optional(),
    create_cable: createCable.optional(),
    create_relationship: createRelationship.optional(),
    set_property: setProperty.optional(),
    create_package: createPackage.optional(),
    allocate_io: allocateIo.optional(),
    validate: validate.optional(),
  })
  .refine((action) => Object.keys(action).length === 1, { message: 'exactly one action is needed under do' });

const forSchema = z.union([
  z.strictObject({
    entity: z.literal('ASSET').default('ASSET'),
    type: typeList.optional(),
    discipline: z.union([disciplineSchema, z.array(disciplineSchema).min(1)]).optional(),
    area: list.optional(),
    system: list.optional(),
  }),
  z.strictObject({
    entity: z.literal('CABLE'),
    cableType: z.union([z.enum(CABLE_TYPES), z.array(z.enum(CABLE_TYPES)).min(1)]).optional(),
  }),
]);

/** An entity of a rule's test: an asset by tag and type, with what else it has. */
const givenSchema = z.strictObject({
  tag: z.string().min(1),
  type: typeName,
  description: z.string().optional(),
  discipline: disciplineSchema.optional(),
  area: z.string().optional(),
  system: z.string().optional(),
  parent: z.string().optional(),
  ioType: z.string().optional(),
  properties: z.record(propertyName, z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Edges from this asset: relation -> tag of the target. */
  relations: z.record(relation, z.union([z.string(), z.array(z.string())])).default({}),
});
/** A cable of a rule's test; its ends are tags of what is given. */
const givenCableSchema = z.strictObject({
  tag: z.string().min(1),
  cableType: z.enum(CABLE_TYPES).default('POWER'),
  from: z.string().optional(),
  to: z.string().optional(),
  lengthM: z.number().optional(),
  conductorSizeMm2: z.number().optional(),
  cores: z.number().optional(),
  insulation: z.string().optional(),
  voltageV: z.number().optional(),
  ampacityA: z.number().optional(),
  loadCurrentA: z.number().optional(),
  voltageDropPct: z.number().optional(),
  status: z.enum(CABLE_STATUSES).default('PROPOSED'),
  properties: z.record(propertyName, z.union([z.string(), z.number(), z.boolean()])).default({}),
});
const expectSchema = z.looseObject({
  op: z.enum(OPERATION_KINDS).optional(),
  aggregateType: aggregateTypeSchema.optional(),
  tag: z.string().optional(),
});
export const ruleTestSchema = z.strictObject({
  name: z.string().min(1),
  country: z.string().optional(),
  client: z.string().optional(),
  settings: z.record(z.string(), valueSource).default({}),
  given: z.array(givenSchema),
  cables: z.array(givenCableSchema).default([]),
  /** Other rules of the files given that run beside this one. */
  with: z.array(z.string()).default([]),
  /** Each must be met by an operation of this plan; only the fields listed count. Empty: this rule plans nothing. */
  expect: z.array(expectSchema),
});
export type RuleTest = z.infer<typeof ruleTestSchema>;

/** One rule as it stands in a file, before its defaults are filled in. */
export const ruleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_.-]*$/, 'ids are lower case with dots and dashes, such as mech.pump-motor'),
  name: z.string().min(1),
  description: z.string().optional(),
  source: z.enum(RULE_SOURCES).default('PROJECT'),
  sourceId: z
    .union([z.string(), z.array(z.string()).min(1)])
    .nullable()
    .default(null),
  priority: z.int().min(1).max(100).optional(),
  enforced: z.boolean().default(false),
  discipline: disciplineSchema.default('GENERAL'),
  category: z.string().default('GENERAL'),
  status: z.enum(RULE_STATUSES).default('PROD_READY'),
  for: forSchema,
  where: z.string().min(1).optional(),
  whenGone: z.enum(['keep', 'retire']).default('keep'),
  do: actionSchema,
  tests: z.array(ruleTestSchema).default([]),
});
export type RuleInput = z.input<typeof ruleSchema>;

export const ruleFileSchema = z.strictObject({
  pack: z.string().min(1).optional(),
  rules: z.array(z.unknown()),
});

/** A rule with everything stated. Its canonical JSON without `tests` and `pack` is what its version hash covers. */
export type Rule = Readonly<Omit<z.output<typeof ruleSchema>, 'priority'>> & {
  readonly pack: string;
  readonly priority: number;
};

export type Action = Rule['do'];
export const actionTypeOf = (rule: Pick<Rule, 'do'>): ActionType => Object.keys(rule.do)[0] as ActionType;
