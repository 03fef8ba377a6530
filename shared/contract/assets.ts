import { z } from 'zod';
import type { Asset, Finding } from '../model/entities.ts';
import type { FacetCount } from '../model/timeline.ts';
import { disciplineSchema, type Discipline } from '../model/terms.ts';

const values = z.array(z.string().max(5_000)).min(1).max(1_000).optional();

/** Members combine with AND, the values of one with OR. The empty text stands for "none" (no area, no system). */
export const assetFilterSchema = z.strictObject({
  /** Anywhere in tag or description, without case. */
  search: z.string().min(1).max(5_000).optional(),
  types: values,
  disciplines: z.array(disciplineSchema).min(1).optional(),
  areas: values,
  systems: values,
});
export type AssetFilterRequest = Readonly<z.infer<typeof assetFilterSchema>>;

export const ASSET_SORT_COLUMNS = [
  'tag',
  'type',
  'description',
  'discipline',
  'area',
  'system',
  'parentTag',
] as const;
export const assetPageSchema = z.strictObject({
  filter: assetFilterSchema,
  sort: z.strictObject({ column: z.enum(ASSET_SORT_COLUMNS), descending: z.boolean() }),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type AssetPageRequest = Readonly<z.infer<typeof assetPageSchema>>;

/** A row of the table of assets. */
export interface AssetLine {
  readonly id: string;
  readonly tag: string;
  readonly type: string;
  readonly description: string | null;
  readonly discipline: Discipline;
  readonly area: string | null;
  readonly system: string | null;
  readonly parentTag: string | null;
  readonly version: number;
  /** The rule that made it, or null where a person or an import did. */
  readonly madeBy: string | null;
}

export interface AssetPage {
  readonly rows: readonly AssetLine[];
  readonly total: number;
  /** The log's last position when the page was read. */
  readonly position: number;
}

export const ASSET_FACETS = ['types', 'disciplines', 'areas', 'systems'] as const;
/** A facet's own filter does not narrow it. Most frequent first. */
export type AssetFacets = Readonly<Record<(typeof ASSET_FACETS)[number], readonly FacetCount[]>>;

/** What stands beside an asset: a cable, an edge, a package, a child. */
export interface RelatedEntity {
  readonly type: 'ASSET' | 'CABLE' | 'EDGE' | 'PACKAGE';
  readonly id: string;
  /** Tag or code; of an edge, its relation. */
  readonly label: string;
  /** In words: "cable to P-101", "powers P-101", "member of IN-P040". */
  readonly description: string;
  /** The other end's tag, to go there; null where there is none. */
  readonly otherTag: string | null;
}

export interface AssetDetail {
  readonly asset: Asset;
  readonly version: number;
  readonly parentTag: string | null;
  /** Path of a field -> unit symbol, where it has one (`properties.power_kw` -> kW). */
  readonly units: Readonly<Record<string, string>>;
  readonly related: readonly RelatedEntity[];
  readonly findings: readonly Finding[];
}

const reason = z.string().trim().min(1).max(2_000);
const cell = z.string().max(10_000);

/** Field name -> text, read as an import cell is. */
export const editAssetSchema = z.strictObject({
  tag: z.string().min(1),
  set: z.record(z.string().max(200), cell).default({}),
  unset: z.array(z.string().max(200)).default([]),
  reason,
});
export const createAssetSchema = z.strictObject({
  tag: z.string().min(1),
  type: z.string().min(1),
  set: z.record(z.string().max(200), cell).default({}),
  reason,
});
export const deleteAssetSchema = z.strictObject({ tag: z.string().min(1), reason });
