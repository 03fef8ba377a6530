import type { Command } from 'commander';
import { SynapseError } from '../../../shared/errors.ts';
import { displayText, type JsonObject } from '../../../shared/json.ts';
import type { Operation, Plan } from '../../../shared/model/plan.ts';
import type { ExecutionMessage } from '../../../shared/model/stream.ts';
import { expectOtherFile } from '../../services/export.ts';
import { executePlan, type ExecuteResult } from '../../services/execution/execute.ts';
import { planProject, readPlan, savePlan } from '../../services/execution/plan.ts';
import { reading, writing, type CommandContext } from '../context.ts';
import { addScopeOptions, collect, scopeOf, type ScopeOptions } from '../options.ts';
import { withProgress } from '../progress-bar.ts';

interface PlanOptions extends ScopeOptions {
  readonly out?: string;
  readonly draft?: boolean;
  readonly take?: string[];
}

interface ExecuteOptions extends ScopeOptions {
  readonly plan?: string;
  readonly reason?: string;
  readonly stream?: boolean;
  readonly take?: string[];
  readonly user?: string;
}

/** `plan` and `execute`. */
export function addExecutionCommands(program: Command, context: CommandContext): void {
  addScopeOptions(
    program.command('plan <file>').description('the dry run: what the rules would change, and why'),
  )
    .option('--out <plan>', 'keep the plan in a file, to execute exactly this')
    .option('--draft', 'let DRAFT rules run; such a plan cannot be executed')
    .option('--take <tag[:field]>', TAKE, collect)
    .action((file: string, options: PlanOptions) => plan(context, file, options));
  addScopeOptions(
    program.command('execute <file>').description('apply what the rules would change, as one batch'),
  )
    .option('--plan <plan>', 'apply exactly this plan, or nothing if it is stale')
    .option('--take <tag[:field]>', TAKE, collect)
    .option('--reason <reason>', 'why')
    .option('--stream', 'tell the progress as JSON Lines on standard error')
    .action((file: string, options: ExecuteOptions) => execute(context, file, options));
}

const TAKE = "decide a conflict with a person's value for the rule; of a deleted thing, make it again";

/** The takes stated, each once and in one order, so that the same choice makes the same plan. */
const takesOf = ({ take = [] }: { readonly take?: string[] }): string[] => [...new Set(take)].toSorted();

async function plan(context: CommandContext, file: string, options: PlanOptions): Promise<void> {
  const { output, json, shouldCancel } = context;
  const scope = scopeOf(options);
  const { out } = options;
  const made = await reading(file, (project) => {
    if (out !== undefined) expectOtherFile(project.path, out);
    return planProject(project, {
      scope,
      takes: takesOf(options),
      draft: options.draft === true,
      shouldCancel,
    });
  });
  if (out !== undefined) await savePlan(made, out);
  if (json) output.json(documentOf(made));
  else showPlan(context, made, out);
}

function documentOf({
  planHash,
  basePosition,
  summary,
  operations,
  skips,
  conflicts,
  errors,
  notes,
}: Plan): object {
  return { planHash, basePosition, summary, notes, operations, skips, conflicts, errors };
}

const SIGNS: Readonly<Record<Operation['op'], string>> = {
  CREATE: '+',
  UPDATE: '~',
  DELETE: '-',
  RAISE: '!',
  RESOLVE: 'v',
};

function showPlan({ output }: CommandContext, made: Plan, out: string | undefined): void {
  const { summary, operations, skips, conflicts, errors, notes } = made;
  let rule = '';
  for (const operation of operations) {
    if (operation.because.ruleId !== rule) {
      rule = operation.because.ruleId;
      output.line(`${rule}   ${operation.because.ruleName}`);
    }
    output.line(
      `  ${SIGNS[operation.op]} ${operation.tag}   ${whatOf(operation)}   because ${valuesOf(operation.because.values)}`,
    );
  }
  for (const skip of skips) output.line(`o ${skip.ruleId} ${skip.tag}: ${skip.message}`);
  for (const conflict of conflicts) output.line(`! ${conflict.ruleId} ${conflict.tag}: ${conflict.message}`);
  for (const error of errors) output.line(`x ${error.ruleId} ${error.tag}: ${error.code} ${error.message}`);
  for (const note of notes) output.line(`Note: ${note}`);
  const { creates, updates, deletes, findingsRaised, findingsResolved } = summary;
  output.line(
    `Plan ${made.planHash.slice(0, 12)}: ${creates} created, ${updates} changed, ${deletes} deleted, ${findingsRaised} findings raised, ` +
      `${findingsResolved} resolved, ${summary.skips} skipped, ${summary.conflicts} conflicts, ${summary.errors} errors.`,
  );
  if (out !== undefined) output.line(`Kept in ${out}.`);
}

function whatOf({ aggregateType, diff, after, before }: Operation): string {
  if (diff.length > 0)
    return diff
      .map(({ field, old, new: now }) => `${field} ${displayText(old)} -> ${displayText(now)}`)
      .join(', ');
  const state = after ?? before ?? {};
  return `${aggregateType.toLowerCase()} ${displayText(state['type'] ?? state['relation'] ?? state['message'] ?? '')}`;
}

const valuesOf = (values: JsonObject): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${displayText(value)}`)
    .join(', ') || 'it is there';

async function execute(context: CommandContext, file: string, options: ExecuteOptions): Promise<void> {
  const { output, json, userOf, shouldCancel } = context;
  const scope = scopeOf(options);
  const takes = takesOf(options);
  if (options.plan !== undefined && Object.keys(scope).length > 0) {
    throw new SynapseError('INVALID_ARGUMENT', 'A plan has its own scope: give --plan or a scope, not both.');
  }
  if (options.plan !== undefined && takes.length > 0) {
    throw new SynapseError(
      'INVALID_ARGUMENT',
      'A plan has its own takes: give --take where you make the plan, or leave --plan out.',
    );
  }
  const saved = options.plan === undefined ? undefined : readPlan(options.plan);
  const result = await writing(file, userOf(options), (project) =>
    withProgress(context, 'Executing', (bar) =>
      executePlan(project, {
        scope,
        takes,
        reason: options.reason ?? null,
        shouldCancel,
        onMessage: (message) => tell(context, options.stream === true, message, bar),
        ...(saved === undefined ? {} : { plan: saved }),
      }),
    ),
  );
  if (json) output.json(result);
  else showResult(context, result);
}

function tell(
  { output }: CommandContext,
  stream: boolean,
  message: ExecutionMessage,
  bar: (done: number, what: string, total?: number) => void,
): void {
  if (stream) output.noteJson(message);
  if (message.type === 'PROGRESS') bar(message.actionsCompleted, 'actions', message.actionsTotal);
}

function showResult({ output }: CommandContext, { correlationId, durationMs, summary }: ExecuteResult): void {
  const { created, updated, skipped, errors, findings, actionsTaken } = summary;
  output.line(
    `${actionsTaken} changes in ${durationMs} ms: created ${created.assets} assets, ${created.cables} cables, ${created.edges} edges, ` +
      `${created.packages} packages; changed ${updated.assets} assets, ${updated.cables} cables; ${findings} findings; ${skipped} skipped; ${errors} errors.`,
  );
  output.line(`Batch ${correlationId}.`);
}
