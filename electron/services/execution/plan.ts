import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { SynapseError } from '../../../shared/errors.ts';
import { planSchema, type Plan } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { writeFileAtomically } from '../../formats/atomic-file.ts';
import { compileLoadedRules } from '../../rules/check.ts';
import type { CompiledRules } from '../../rules/compile.ts';
import { makePlan } from '../../rules/plan.ts';
import { computePlanHash } from '../../rules/plan-hash.ts';
import type { PlantView } from '../../rules/plant-view.ts';
import { ruleFromEntity } from '../../rules/rule-version.ts';
import { loadPlantView } from '../plant.ts';
import type { ReadingProject } from '../project.ts';
import { VOCABULARY_NAMES } from '../rules/rule-files.ts';
import type { ShouldCancel } from '../run-batch.ts';

export interface PlanRequest {
  readonly scope: Scope;
  readonly takes?: readonly string[];
  /** Whether DRAFT rules run. Such a plan cannot be executed. */
  readonly draft?: boolean;
  readonly shouldCancel?: ShouldCancel | undefined;
}

/** A project's plant and rules in memory, ready to be planned over. */
export interface LoadedPlant {
  readonly position: number;
  /** The hash of the log at this position. */
  readonly hash: string;
  readonly view: PlantView;
  readonly rules: CompiledRules;
}

/** Loads a project for planning. */
export function loadForPlanning(project: ReadingProject): LoadedPlant {
  const { plant, view } = loadPlantView(project);
  return {
    position: plant.position,
    hash: plant.hash,
    view,
    rules: compileLoadedRules(plant.rules.map(ruleFromEntity), VOCABULARY_NAMES),
  };
}

/**
 * The dry run: everything that the rules in scope would change now, and why. Changes nothing.
 * @throws SynapseError RULE_NOT_FOUND, ASSET_NOT_FOUND (scope), CANCELLED
 */
export function planProject(project: ReadingProject, request: PlanRequest): Plan {
  return planLoaded(loadForPlanning(project), request);
}

export function planLoaded({ position, hash, view, rules }: LoadedPlant, request: PlanRequest): Plan {
  const { scope, takes = [], draft = false, shouldCancel } = request;
  expectKnown(view, scope);
  return makePlan({ view, rules, scope, takes, draft, basePosition: position, baseHash: hash, shouldCancel });
}

/** A scope that names what is not there would quietly select nothing. */
function expectKnown(view: PlantView, { ruleIds, assets }: Scope): void {
  const loaded = new Set(view.rules.map(({ ruleId }) => ruleId));
  const rule = ruleIds?.find((id) => !loaded.has(id));
  if (rule !== undefined) {
    throw new SynapseError(
      'RULE_NOT_FOUND',
      `No rule "${rule}" is loaded. Check the id, or load the rule first.`,
      { ruleId: rule },
    );
  }
  const tag = assets?.find((name) => view.assetByTag(name) === undefined);
  if (tag !== undefined)
    throw new SynapseError('ASSET_NOT_FOUND', `No asset "${tag}" exists. Check the tag.`, { tag });
}

/**
 * Keeps a plan in a file, whole or not at all.
 * @throws SynapseError FILE_NOT_READABLE or DISK_FULL
 */
export const savePlan = (plan: Plan, path: string): Promise<void> =>
  writeFileAtomically(path, planText(plan));

function* planText({ operations, ...rest }: Plan): Generator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"operations":[`;
  for (const [index, operation] of operations.entries())
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(operation)}`;
  yield '\n]}\n';
}

/**
 * Reads a plan from a file.
 * @throws SynapseError FILE_NOT_READABLE; INVALID_PLAN where it is no plan or was edited
 */
export function readPlan(path: string): Plan {
  const name = basename(path);
  return parsePlan(parseJson(path, name), name);
}

/**
 * A plan from outside, which is called `name` in messages.
 * @throws SynapseError INVALID_PLAN where it is no plan or was edited
 */
export function parsePlan(value: unknown, name: string): Plan {
  const parsed = planSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SynapseError(
      'INVALID_PLAN',
      `${name} is no plan of this version (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}). Make a new plan.`,
    );
  }
  expectUnedited(parsed.data, name);
  return parsed.data;
}

function parseJson(path: string, name: string): unknown {
  let text: string;
  try {
    // Of a device or a pipe the reading might never end.
    if (!statSync(path).isFile()) throw new TypeError(`${name} is no plain file.`);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isTooLarge(error)) {
      const message = `${name} is too large to be read back. Plan a smaller scope, such as one area at a time.`;
      throw new SynapseError('INVALID_PLAN', message, { file: name }, error);
    }
    throw new SynapseError(
      'FILE_NOT_READABLE',
      `${name} cannot be read. Check that it exists and is a plain file.`,
      { file: name },
      error,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SynapseError(
      'INVALID_PLAN',
      `${name} is not JSON. Make a new plan with \`plan --out\`.`,
      { file: name },
      error,
    );
  }
}

function expectUnedited(plan: Plan, name: string): void {
  if (computePlanHash(plan) === plan.planHash) return;
  throw new SynapseError(
    'INVALID_PLAN',
    `${name} was edited: its operations are not those of its hash. Make a new plan.`,
    {
      planHash: plan.planHash,
    },
  );
}

/** Node holds no text of more than half a gigabyte. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ERR_STRING_TOO_LONG', 'ERR_FS_FILE_TOO_LARGE'].includes(String(error.code));
