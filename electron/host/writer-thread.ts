import { setTimeout } from 'node:timers/promises';
import type { ImportOptionsRequest } from '../../shared/contract/imports.ts';
import { SynapseError } from '../../shared/errors.ts';
import { newId } from '../kernel/ids.ts';
import { assetDetail, isTagTaken } from '../services/assets-view/asset-detail.ts';
import { editEntity } from '../services/edit/edit.ts';
import { readImport, type ReadImport } from '../services/import/import-preview.ts';
import { isPlanCurrent, planPage } from '../services/plan-pages.ts';
import type { ReadingProject, WritingProject } from '../services/project.ts';
import { rollbackPreview } from '../services/rollback/rollback-preview.ts';
import type { Handlers, WriterCalls } from './calls.ts';
import { keptPlans, type KeptPlans } from './kept-plans.ts';
import type { ThreadData } from './protocol.ts';
import { dispatch, type ThreadWork } from './thread-work.ts';
import { runOnWriter } from './writer-runs.ts';

/** How long the hash of a plan gives way to the first page of it, which is asked for at the same time. */
const FIRST_PAGE_MS = 50;

/** The tag list that was read last. */
export interface KeptPreview {
  readonly previewId: string;
  readonly options: ImportOptionsRequest;
  readonly read: ReadImport;
}

/** What the writing thread works with. */
export interface WriterDesk {
  /** What is looked at; the same project where it is open for writing. */
  readonly project: ReadingProject;
  readonly rulesFolder: string;
  readonly plans: KeptPlans;
  preview: KeptPreview | null;
  /** @throws SynapseError READ_ONLY saying why */
  writing(): WritingProject;
  shouldCancel(): boolean;
}

/** What the writing thread answers, and the runs that it does. `writable` is null where the project is read-only. */
export function writerThread(
  project: ReadingProject,
  writable: WritingProject | null,
  { userId, readOnlyReason, cancelFlag, rulesFolder }: ThreadData,
): ThreadWork {
  const desk: WriterDesk = {
    project,
    rulesFolder,
    plans: keptPlans(),
    preview: null,
    writing: () => {
      if (writable !== null) return writable;
      throw new SynapseError('READ_ONLY', readOnlyReason ?? undefined);
    },
    shouldCancel: () => Atomics.load(cancelFlag, 0) > 0,
  };
  const handlers = writerHandlers(desk, userId);
  return {
    call: (name, args) => dispatch(handlers, name, args),
    run: (request, pusher) => runOnWriter(desk, request, pusher),
  };
}

function writerHandlers(desk: WriterDesk, userId: string): Handlers<WriterCalls> {
  const { project, plans } = desk;
  return {
    'import.read': async ({ path, options, isRemembered }) => {
      const read = await readImport(project, path, userId, options);
      desk.preview = { previewId: newId(), options, read };
      return { previewId: desk.preview.previewId, isRemembered, ...read.preview };
    },
    'import.rows': ({ previewId, kind, offset, limit }) =>
      previewOf(desk, previewId).read.rows(kind, offset, limit),
    'plan.overview': ({ planId }) => {
      const pages = plans.get(planId);
      return pages.overview(isPlanCurrent(project, pages.plan));
    },
    'plan.page': (request) => planPage(project, plans.get(request.planId), request),
    'plan.hash': async ({ planId }) => {
      await setTimeout(FIRST_PAGE_MS);
      return plans.get(planId).plan.planHash;
    },
    'rollback.preview': ({ correlationId, cascade }) => rollbackPreview(project, correlationId, cascade),
    'assets.edit': ({ tag, set, unset, reason }) => {
      const { found } = editEntity(desk.writing(), { tag, ...emptied(set, unset), reason });
      return assetDetail(project, found?.entity.id ?? tag);
    },
    'assets.create': ({ tag, type, set, reason }) => {
      const writing = desk.writing();
      expectFreeTag(desk, tag);
      const { found } = editEntity(writing, { tag, newType: type, ...emptied(set, []), unset: [], reason });
      return assetDetail(project, found?.entity.id ?? tag);
    },
    'assets.delete': ({ tag, reason }) => {
      editEntity(desk.writing(), { tag, delete: true, reason });
      return null;
    },
  };
}

/** A field that is set to the empty text is emptied. */
function emptied(set: Readonly<Record<string, string>>, unset: readonly string[]) {
  const fields = Object.entries(set);
  const empty = fields.filter(([, text]) => text.trim() === '').map(([name]) => name);
  return {
    set: Object.fromEntries(fields.filter(([name]) => !empty.includes(name))),
    unset: [...new Set([...unset, ...empty])],
  };
}

/** @throws SynapseError DUPLICATE_TAG */
function expectFreeTag(desk: WriterDesk, tag: string): void {
  if (!isTagTaken(desk.project, tag)) return;
  throw new SynapseError('DUPLICATE_TAG', `"${tag}" exists already. Choose another tag.`, { tag });
}

/** @throws SynapseError INVALID_ARGUMENT where another list was read since */
export function previewOf({ preview }: WriterDesk, previewId: string): KeptPreview {
  if (preview?.previewId === previewId) return preview;
  throw new SynapseError('INVALID_ARGUMENT', 'This preview is not kept any more. Read the file again.', {
    previewId,
  });
}
