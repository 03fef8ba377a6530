import type { RunOutcome } from '../../shared/contract/runs.ts';
import { SynapseError } from '../../shared/errors.ts';
import type { ExecutionMessage } from '../../shared/model/stream.ts';
import { newId } from '../kernel/ids.ts';
import { changeLine, operationLine } from '../services/action-line.ts';
import { executePlan } from '../services/execution/execute.ts';
import { loadForPlanning, planLoaded } from '../services/execution/plan.ts';
import { importTagList } from '../services/import/import.ts';
import { importOptionsOf } from '../services/import/import-options.ts';
import { rollBack } from '../services/rollback/rollback.ts';
import { loadRules } from '../services/rules/rules.ts';
import type { RunRequest } from './calls.ts';
import type { RunPusher } from './run-pusher.ts';
import { previewOf, type WriterDesk } from './writer-thread.ts';

/** Does what takes a while, telling how it goes. */
export async function runOnWriter(
  desk: WriterDesk,
  request: RunRequest,
  pusher: RunPusher,
): Promise<RunOutcome> {
  switch (request.kind) {
    case 'IMPORT':
      return importList(desk, request.previewId, pusher);
    case 'PLAN':
      return makePlan(desk, request, pusher);
    case 'EXECUTION':
      return execute(desk, request, pusher);
    case 'ROLLBACK':
      return takeBack(desk, request, pusher);
    case 'RULES':
      pusher.phase('Checking rules');
      return {
        kind: 'RULES',
        ...loadRules(desk.writing(), request.paths ?? [desk.rulesFolder], request.reason),
      };
    default:
      throw new SynapseError('INTERNAL', `This thread does not run ${request.kind}.`);
  }
}

type Of<K extends RunRequest['kind']> = Extract<RunRequest, { kind: K }>;

async function importList(desk: WriterDesk, previewId: string, pusher: RunPusher): Promise<RunOutcome> {
  const { read, options } = previewOf(desk, previewId);
  if (read.plan === null)
    throw new SynapseError('IMPORT_FAILED', read.preview.problem ?? undefined, { previewId });
  const project = desk.writing();
  const { fileName } = read.preview;
  let isWriting = false;
  pusher.phase('Reading rows');
  const result = await importTagList(project, read.path, {
    ...importOptionsOf(options),
    shouldCancel: () => desk.shouldCancel(),
    expectedSha256: read.plan.file.sha256,
    onProgress: (rows, total) => pusher.progress({ done: rows, total }),
    onChange: ({ op, asset, change, row }, _done, total) => {
      if (!isWriting) pusher.phase('Applying changes', total);
      isWriting = true;
      pusher.action(() => changeLine(op, 'ASSET', asset.tag, change.diff, `row ${row} of ${fileName}`));
    },
  });
  const { correlationId, totalRows, created, updated, unchanged, failed, blank } = result;
  return {
    kind: 'IMPORT',
    correlationId: correlationId ?? '',
    counts: { totalRows, created, updated, unchanged, failed, blank },
  };
}

function makePlan(desk: WriterDesk, { scope, takes }: Of<'PLAN'>, pusher: RunPusher): RunOutcome {
  pusher.phase('Reading the plant');
  const loaded = loadForPlanning(desk.project);
  pusher.phase('Applying rules to the plant');
  const plan = planLoaded(loaded, {
    scope,
    takes,
    shouldCancel: () => {
      pusher.progress({});
      return desk.shouldCancel();
    },
  });
  const planId = newId();
  desk.plans.add(planId, plan, new Date().toISOString());
  return { kind: 'PLAN', planId };
}

function execute(desk: WriterDesk, { planId, reason }: Of<'EXECUTION'>, pusher: RunPusher): RunOutcome {
  const { plan } = desk.plans.get(planId);
  let action = 0;
  let completed = 0;
  const onMessage = (message: ExecutionMessage): void => {
    if (message.type === 'STARTED') {
      pusher.phase('Applying changes', plan.operations.length);
      pusher.progress({
        correlationId: message.correlationId,
        rules: { completed: 0, total: plan.rules.length },
      });
    } else if (message.type === 'ACTION') {
      const operation = plan.operations[action];
      action += 1;
      if (operation !== undefined) pusher.action(() => operationLine(operation));
    } else if (message.type === 'ERROR') {
      const { ruleId, assetId, message: text } = message;
      const tagOf = () => plan.errors.find(({ aggregateId }) => aggregateId === assetId)?.tag ?? '';
      pusher.error(() => ({ op: 'ERROR', aggregateType: 'ASSET', tag: tagOf(), ruleId, text }));
    } else if (message.type === 'RULE_COMPLETE') {
      completed += 1;
      pusher.progress({
        rules: { completed: Math.min(completed, plan.rules.length), total: plan.rules.length },
      });
      if (action === plan.operations.length && completed >= plan.rules.length) pusher.step('Saving');
    }
  };
  pusher.phase('Checking that the plan is current');
  const { correlationId, durationMs, summary } = executePlan(desk.writing(), {
    scope: plan.scope,
    plan,
    reason,
    shouldCancel: () => desk.shouldCancel(),
    onMessage,
  });
  return { kind: 'EXECUTION', correlationId, durationMs, summary };
}

function takeBack(desk: WriterDesk, request: Of<'ROLLBACK'>, pusher: RunPusher): RunOutcome {
  const { correlationId, cascade, reason } = request;
  pusher.phase('Working out what changes back');
  let isWriting = false;
  const result = rollBack(desk.writing(), {
    correlationId,
    cascade,
    reason,
    shouldCancel: () => desk.shouldCancel(),
    onChange: ({ op, type, tag, change }, _done, total) => {
      if (!isWriting) pusher.phase('Applying changes', total);
      isWriting = true;
      pusher.action(() => changeLine(op, type, tag, change.diff, ''));
    },
  });
  return { kind: 'ROLLBACK', result };
}
