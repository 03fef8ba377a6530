import { assetDetail } from '../services/assets-view/asset-detail.ts';
import { createAssetsView } from '../services/assets-view/assets-view.ts';
import { exportEvents } from '../services/export.ts';
import { historyView } from '../services/history-view/history-view.ts';
import { statusOf } from '../services/project-status.ts';
import type { ReadingProject } from '../services/project.ts';
import { listRules } from '../services/rules/rules.ts';
import { expectNotCancelled } from '../services/run-batch.ts';
import { scopeCounts } from '../services/scope-counts.ts';
import { batchLine, batchPage } from '../services/timeline-view/batches.ts';
import { batchRules } from '../services/timeline-view/batch-rules.ts';
import { eventPage, timelineFacets } from '../services/timeline-view/events.ts';
import { histogramOf } from '../services/timeline-view/histogram.ts';
import { verifyFile } from '../services/verify.ts';
import { SynapseError } from '../../shared/errors.ts';
import type { RunOutcome } from '../../shared/contract/runs.ts';
import { basename } from 'node:path';
import type { Handlers, ReaderCalls, RunRequest } from './calls.ts';
import type { ThreadData } from './protocol.ts';
import type { RunPusher } from './run-pusher.ts';
import { dispatch, type ThreadWork } from './thread-work.ts';

/** What the reading thread answers, and the runs that only read. */
export function readerThread(project: ReadingProject, { cancelFlag }: ThreadData): ThreadWork {
  const shouldCancel = (): boolean => Atomics.load(cancelFlag, 0) > 0;
  const handlers = readerHandlers(project);
  return {
    call: (name, args) => dispatch(handlers, name, args),
    run: async (request, pusher) => {
      if (request.kind === 'VERIFY') return verify(project, pusher, shouldCancel);
      if (request.kind === 'EXPORT') return exportLog(project, request, pusher, shouldCancel);
      throw new SynapseError('INTERNAL', `This thread does not run ${request.kind}.`);
    },
  };
}

function readerHandlers(project: ReadingProject): Handlers<ReaderCalls> {
  const assets = createAssetsView(project);
  return {
    'project.status': () => statusOf(project),
    'assets.page': (request) => assets.page(request),
    'assets.facets': ({ filter }) => assets.facets(filter),
    'assets.get': ({ of }) => assetDetail(project, of),
    'timeline.batches': (request) => batchPage(project, request),
    'timeline.batch': ({ correlationId }) => batchLine(project, correlationId),
    'timeline.batchRules': ({ correlationId, filter }) => batchRules(project, correlationId, filter),
    'timeline.events': (request) => eventPage(project, request),
    'timeline.facets': ({ filter }) => timelineFacets(project, filter),
    'timeline.histogram': ({ filter, buckets }) => histogramOf(project, filter, buckets),
    'history.of': ({ of }) => historyView(project, of),
    'scope.counts': ({ scope }) => scopeCounts(listRules(project, {}), assets.index(), scope),
    'rules.list': ({ scope }) => listRules(project, scope),
  };
}

const VERIFY_PHASES = { CHAIN: 'Checking the chain', PROJECTIONS: 'Rebuilding the tables' } as const;

function verify(project: ReadingProject, pusher: RunPusher, shouldCancel: () => boolean): RunOutcome {
  const { position } = statusOf(project).head;
  let phaseNow = '';
  const report = verifyFile(project.path, ({ phase, events }) => {
    expectNotCancelled(shouldCancel);
    if (phase !== phaseNow) pusher.phase(VERIFY_PHASES[phase], position);
    phaseNow = phase;
    pusher.progress({ done: events });
  });
  // A check that is stopped has found something it could not read; what it found is not looked at.
  expectNotCancelled(shouldCancel);
  return { kind: 'VERIFY', report };
}

async function exportLog(
  project: ReadingProject,
  { path, format, filter }: Extract<RunRequest, { kind: 'EXPORT' }>,
  pusher: RunPusher,
  shouldCancel: () => boolean,
): Promise<RunOutcome> {
  pusher.phase('Writing events', eventPage(project, { ...filter, limit: 1 }).total);
  let done = 0;
  const { events, headHash } = await exportEvents(project, format, path, filter, {
    shouldCancel: () => {
      pusher.progress({ done });
      done += 1;
      return shouldCancel();
    },
  });
  return { kind: 'EXPORT', name: basename(path), events, headHash };
}
