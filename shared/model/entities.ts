import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { disciplineSchema, severitySchema } from './terms.ts';

/** A value of a property. A property that is null is the same as one that is not there; it is never stored. */
export const propertyValueSchema = z.union([z.string(), z.number(), z.boolean()]);
export type PropertyValue = z.infer<typeof propertyValueSchema>;
export type Properties = Readonly<Record<string, PropertyValue>>;

/**
 * Who owns a field: `rule:ID` or `user:NAME`. In `owners`, `*` stands for every field without an entry of
 * its own; the other keys are field paths (`tag`, `properties.power_kw`).
 */
export type Owner = `rule:${string}` | `user:${string}`;
export type Owners = Readonly<Record<string, string>>;

/** What made an entity: a rule, from a source entity and a slot of the rule; or a person. */
export const originSchema = z.union([
  z.object({ ruleId: z.string(), sourceId: z.string(), slot: z.string() }),
  z.object({ userId: z.string() }),
]);
export type Origin = z.infer<typeof originSchema>;

const text = z.string();
const optionalText = z.string().nullable();
const properties = z.record(z.string(), propertyValueSchema);
const owners = z.record(z.string(), z.string());

export const DATA_STATUSES = ['FRESH_IMPORT', 'IN_REVIEW', 'VALIDATED', 'ERROR'] as const;

export const assetSchema = z.object({
  id: text,
  tag: text,
  type: text,
  description: optionalText,
  discipline: disciplineSchema,
  area: optionalText,
  system: optionalText,
  parentId: optionalText,
  ioType: optionalText,
  dataStatus: z.enum(DATA_STATUSES),
  properties,
  origin: originSchema,
  owners,
});
export type Asset = Readonly<z.infer<typeof assetSchema>>;

export const CABLE_TYPES = ['POWER', 'CONTROL', 'SIGNAL', 'FIBER'] as const;
export const CABLE_STATUSES = ['PROPOSED', 'APPROVED', 'INSTALLED'] as const;

export const cableSchema = z.object({
  id: text,
  tag: text,
  cableType: z.enum(CABLE_TYPES),
  fromAssetId: optionalText,
  toAssetId: optionalText,
  lengthM: z.number().nullable(),
  conductorSizeMm2: z.number().nullable(),
  cores: z.number().nullable(),
  insulation: optionalText,
  voltageV: z.number().nullable(),
  ampacityA: z.number().nullable(),
  loadCurrentA: z.number().nullable(),
  voltageDropPct: z.number().nullable(),
  status: z.enum(CABLE_STATUSES),
  properties,
  origin: originSchema,
  owners,
});
export type Cable = Readonly<z.infer<typeof cableSchema>>;

/** Never updated: a change of an edge is a delete and a create. */
export const edgeSchema = z.object({
  id: text,
  sourceId: text,
  targetId: text,
  relation: text,
  slot: text,
  discipline: disciplineSchema,
  properties,
  origin: originSchema,
});
export type Edge = Readonly<z.infer<typeof edgeSchema>>;

export const PACKAGE_TYPES = ['IN-P040', 'EL-M040', 'EL-V040', 'CA-P040', 'CA-C040', 'IO-P040'] as const;
export const PACKAGE_STATUSES = ['OPEN', 'ISSUED', 'CLOSED'] as const;

/** `members` has a key `ASSET:ID` or `CABLE:ID` for each member, so that each is a field of its own. */
export const packageSchema = z.object({
  id: text,
  code: text,
  packageType: z.enum(PACKAGE_TYPES),
  status: z.enum(PACKAGE_STATUSES),
  members: z.record(z.string(), z.literal(true)),
  origin: originSchema,
  owners,
});
export type Package = Readonly<z.infer<typeof packageSchema>>;

export const findingSchema = z.object({
  id: text,
  ruleId: text,
  severity: severitySchema,
  code: text,
  subjectType: z.enum(['ASSET', 'CABLE', 'PACKAGE']),
  subjectId: text,
  tag: text,
  message: text,
  status: z.enum(['OPEN', 'RESOLVED']),
});
export type Finding = Readonly<z.infer<typeof findingSchema>>;

/** A loaded rule. `definition` is the canonical rule; `hash` its version. One entity per (id, source). */
export const ruleEntitySchema = z.object({
  id: text,
  ruleId: text,
  source: text,
  pack: text,
  hash: text,
  definition: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null),
});
export type RuleEntity = Readonly<z.infer<typeof ruleEntitySchema>>;

export const projectSchema = z.object({
  id: text,
  name: text,
  country: optionalText,
  client: optionalText,
  settings: properties,
});
export type Project = Readonly<z.infer<typeof projectSchema>>;

/** The entities of the plant and of the project, by their aggregate type. */
export interface EntityByType {
  ASSET: Asset;
  CABLE: Cable;
  EDGE: Edge;
  PACKAGE: Package;
  FINDING: Finding;
  RULE: RuleEntity;
  PROJECT: Project;
}
export const ENTITY_TYPES = ['PROJECT', 'RULE', 'ASSET', 'EDGE', 'CABLE', 'PACKAGE', 'FINDING'] as const;
export type EntityType = keyof EntityByType;
export type Entity = EntityByType[EntityType];

export const ENTITY_SCHEMAS = {
  ASSET: assetSchema,
  CABLE: cableSchema,
  EDGE: edgeSchema,
  PACKAGE: packageSchema,
  FINDING: findingSchema,
  RULE: ruleEntitySchema,
  PROJECT: projectSchema,
} as const satisfies { [K in EntityType]: z.ZodType<EntityByType[K]> };

export const ruleOwner = (ruleId: string): Owner => `rule:${ruleId}`;
export const userOwner = (userId: string): Owner => `user:${userId}`;

/** Who owns a field of an entity, or null where nobody does. */
export function ownerOf(owners: Owners, field: string): string | null {
  if (Object.hasOwn(owners, field)) return owners[field] ?? null;
  return owners['*'] ?? null;
}

export const isPerson = (owner: string | null): boolean => owner?.startsWith('user:') ?? false;
