import { z } from 'zod';
import type { ErrorReport } from '../errors.ts';
import type { ListedRule } from '../model/listed-rule.ts';
import { timelineRequestSchema, type Facets } from '../model/timeline.ts';
import {
  assetFilterSchema,
  assetPageSchema,
  createAssetSchema,
  deleteAssetSchema,
  editAssetSchema,
  type AssetDetail,
  type AssetFacets,
  type AssetPage,
} from './assets.ts';
import { startExportSchema } from './exports.ts';
import { chooseFileSchema, chooseTargetSchema, fileIdSchema, type FileRef } from './files.ts';
import { historySchema, type EntityHistory } from './histories.ts';
import {
  importRowsSchema,
  readImportSchema,
  startImportSchema,
  type ImportPreview,
  type ImportRowPage,
} from './imports.ts';
import {
  executePlanSchema,
  makePlanSchema,
  planIdSchema,
  planPageSchema,
  scopeRequestSchema,
  type PlanOverview,
  type PlanPage,
  type ScopeCounts,
} from './plans.ts';
import {
  newProjectSchema,
  openProjectSchema,
  type AppState,
  type ProjectStatus,
  type RecentProject,
} from './project.ts';
import { rollbackPreviewSchema, startRollbackSchema, type RollbackPreview } from './rollbacks.ts';
import { loadRulesSchema } from './rules.ts';
import { runIdSchema, type RunState, type StartedRun } from './runs.ts';
import {
  batchPageSchema,
  batchRulesSchema,
  filterSchema,
  histogramSchema,
  type BatchLine,
  type BatchPage,
  type BatchRuleLine,
  type EventPage,
  type Histogram,
} from './timelines.ts';

const nothing = z.strictObject({});

/** A request: how its arguments are parsed, and the type of its answer. */
interface Request<Args extends z.ZodType, Result> {
  readonly args: Args;
  /** Only for the compiler: what the main process answers comes from typed services and is not parsed again. */
  readonly result?: Result;
}

const answers =
  <Result>() =>
  <Args extends z.ZodType>(args: Args): Request<Args, Result> => ({ args });

/** Every request that the window can make of the main process. */
export const REQUESTS = {
  'app.state': answers<AppState>()(nothing),
  'app.copyText': answers<null>()(z.strictObject({ text: z.string().max(1_000_000) })),
  'app.showInFolder': answers<null>()(z.strictObject({ fileId: fileIdSchema })),
  /** Null where the user cancelled. */
  'file.choose': answers<FileRef | null>()(chooseFileSchema),
  'file.chooseTarget': answers<FileRef | null>()(chooseTargetSchema),
  'recent.forget': answers<readonly RecentProject[]>()(z.strictObject({ fileId: fileIdSchema })),

  'project.create': answers<ProjectStatus>()(newProjectSchema),
  'project.open': answers<ProjectStatus>()(openProjectSchema),
  /** Makes and opens the sample in the user's documents, or opens it where it is there. */
  'project.openSample': answers<ProjectStatus>()(nothing),
  'project.close': answers<null>()(nothing),

  'run.cancel': answers<null>()(runIdSchema),
  'verify.start': answers<StartedRun>()(nothing),
  'export.start': answers<StartedRun>()(startExportSchema),

  'import.read': answers<ImportPreview>()(readImportSchema),
  'import.rows': answers<ImportRowPage>()(importRowsSchema),
  'import.start': answers<StartedRun>()(startImportSchema),

  'rules.list': answers<readonly ListedRule[]>()(scopeRequestSchema),
  'rules.load': answers<StartedRun>()(loadRulesSchema),

  'scope.counts': answers<ScopeCounts>()(scopeRequestSchema),
  'plan.start': answers<StartedRun>()(makePlanSchema),
  'plan.overview': answers<PlanOverview>()(planIdSchema),
  'plan.page': answers<PlanPage>()(planPageSchema),
  'plan.hash': answers<string>()(planIdSchema),
  'execution.start': answers<StartedRun>()(executePlanSchema),

  'timeline.batches': answers<BatchPage>()(batchPageSchema),
  'timeline.batch': answers<BatchLine>()(z.strictObject({ correlationId: z.string() })),
  'timeline.batchRules': answers<readonly BatchRuleLine[]>()(batchRulesSchema),
  'timeline.events': answers<EventPage>()(timelineRequestSchema),
  'timeline.facets': answers<Facets>()(filterSchema),
  'timeline.histogram': answers<Histogram>()(histogramSchema),

  'history.of': answers<EntityHistory>()(historySchema),

  'rollback.preview': answers<RollbackPreview>()(rollbackPreviewSchema),
  'rollback.start': answers<StartedRun>()(startRollbackSchema),

  'assets.page': answers<AssetPage>()(assetPageSchema),
  'assets.facets': answers<AssetFacets>()(z.strictObject({ filter: assetFilterSchema })),
  'assets.get': answers<AssetDetail>()(z.strictObject({ of: z.string().min(1) })),
  'assets.edit': answers<AssetDetail>()(editAssetSchema),
  'assets.create': answers<AssetDetail>()(createAssetSchema),
  'assets.delete': answers<null>()(deleteAssetSchema),
} as const satisfies Record<string, Request<z.ZodType, unknown>>;

export type RequestName = keyof typeof REQUESTS;
/** What the caller gives; members with a default may be left out. */
export type RequestArgs<N extends RequestName> = z.input<(typeof REQUESTS)[N]['args']>;
/** What the handler gets, parsed. */
export type ParsedArgs<N extends RequestName> = z.output<(typeof REQUESTS)[N]['args']>;
export type RequestResult<N extends RequestName> = Exclude<(typeof REQUESTS)[N]['result'], undefined>;

/** Every answer: the value, or why there is none. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorReport };

/** Commands of the native menu that the window carries out. */
export const MENU_COMMANDS = [
  'new-project',
  'open-project',
  'open-sample',
  'close-project',
  'import',
  'palette',
  'verify',
  'go-start',
  'go-import',
  'go-assets',
  'go-execution',
  'go-timeline',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** What the main process tells the window unasked. Sent as one JSON text each. */
export type Push =
  /** Opened, closed, or changed by a batch. */
  | { readonly type: 'project'; readonly project: ProjectStatus | null }
  | { readonly type: 'recent'; readonly recent: readonly RecentProject[] }
  /** At most one per `PUSH_INTERVAL_MS` while a run goes on. */
  | { readonly type: 'run'; readonly run: RunState }
  | { readonly type: 'command'; readonly command: MenuCommand }
  /** Something failed that no request asked for: a file given at the start, a thread that died. */
  | { readonly type: 'problem'; readonly error: ErrorReport }
  /** A file was dropped or opened from outside that is no project: where to go with it. */
  | { readonly type: 'file'; readonly purpose: 'tag-list' | 'rules'; readonly file: FileRef };

/** Shortest time between two pushes of a run, in milliseconds. */
export const PUSH_INTERVAL_MS = 50;

/** Names of the IPC channels. */
export const CHANNELS = { request: 'synapse:request', push: 'synapse:push', drop: 'synapse:drop' } as const;

/** What the preload script exposes as `window.synapse`; nothing else crosses. */
export interface SynapseBridge {
  request<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<RequestResult<N>>>;
  /** Calls back with each push as it came (JSON text); returns how to stop. */
  onPush(listener: (json: string) => void): () => void;
  /** Hands over a file that the user dropped on the window. The answer comes as a push, or as a problem. */
  drop(file: File): Promise<Answer<FileRef>>;
}
