import { VOCABULARY } from '../../../shared/vocabulary.ts';
import type { Asset, Cable, Edge } from '../../../shared/model/entities.ts';
import type { Operation, Plan } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { disciplineOfType } from '../../../shared/model/terms.ts';
import { compileRuleSet } from '../check.ts';
import type { CompiledRules } from '../compile.ts';
import type { ValueType } from '../expressions/types.ts';
import { parseRuleFiles } from '../parse.ts';
import { makePlan } from '../plan.ts';
import { createPlantView, plantStateOf, type PlantState } from '../plant-view.ts';
import { applyOperations } from './apply-operations.ts';

export const VOCABULARY_TYPES: ReadonlyMap<string, ValueType> = new Map(
  Object.entries(VOCABULARY).map(([name, { type }]) => [name, type]),
);

/** An asset that a person imported; its id is its tag. */
export function asset(tag: string, type: string, more: Partial<Asset> = {}): Asset {
  return {
    id: tag,
    tag,
    type,
    description: null,
    discipline: disciplineOfType(type),
    area: null,
    system: null,
    parentId: null,
    ioType: null,
    dataStatus: 'FRESH_IMPORT',
    properties: {},
    origin: { userId: 'anna' },
    owners: { '*': 'user:anna' },
    ...more,
  };
}

export function cable(tag: string, more: Partial<Cable> = {}): Cable {
  return {
    id: tag,
    tag,
    cableType: 'POWER',
    fromAssetId: null,
    toAssetId: null,
    lengthM: null,
    conductorSizeMm2: null,
    cores: null,
    insulation: null,
    voltageV: null,
    ampacityA: null,
    loadCurrentA: null,
    voltageDropPct: null,
    status: 'PROPOSED',
    properties: {},
    origin: { userId: 'anna' },
    owners: { '*': 'user:anna' },
    ...more,
  };
}

export const edge = (
  sourceId: string,
  relation: string,
  targetId: string,
  more: Partial<Edge> = {},
): Edge => ({
  id: `${sourceId} ${relation} ${targetId}`,
  sourceId,
  targetId,
  relation,
  slot: '',
  discipline: 'GENERAL',
  properties: {},
  origin: { userId: 'anna' },
  ...more,
});

export const plant = (assets: readonly Asset[], more: Partial<PlantState> = {}): PlantState =>
  plantStateOf(
    { id: 'project', name: 'Plant', country: 'DE', client: 'ACME', settings: {} },
    { assets, ...more },
  );

/** Compiles rules written as the list items of a rule file. */
export function compiled(...texts: readonly string[]): CompiledRules {
  const files = texts.map((text, index) => ({ file: `${index}.yaml`, text: `rules:\n${text}` }));
  const { rules, problems } = parseRuleFiles(files);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return compileRuleSet(rules, { knownProperties: VOCABULARY_TYPES });
}

interface PlanOptions {
  readonly scope?: Scope;
  readonly draft?: boolean;
  readonly takes?: readonly string[];
}

/** The plan of these rules over a plant. */
export const planOf = (
  state: PlantState,
  rules: CompiledRules,
  { scope = {}, draft = false, takes = [] }: PlanOptions = {},
): Plan =>
  makePlan({ view: createPlantView(state), rules, scope, takes, draft, basePosition: 1, baseHash: '' });

/** The plant after its plan was executed. */
export const executed = (state: PlantState, rules: CompiledRules, options: PlanOptions = {}): PlantState =>
  applyOperations(state, planOf(state, rules, options).operations);

/** An operation in a line: `CREATE ASSET P-1-M`, `UPDATE ASSET P-1-M power_kw=75`. */
export function line({ op, aggregateType, tag, diff, after }: Operation): string {
  const changes = diff.map(
    ({ field, new: value }) => ` ${field.replace('properties.', '')}=${JSON.stringify(value)}`,
  );
  const relation =
    aggregateType === 'EDGE' && after !== null
      ? ` ${JSON.stringify(after['relation']).replaceAll('"', '')}`
      : '';
  return `${op} ${aggregateType} ${tag}${relation}${aggregateType === 'FINDING' ? '' : changes.join('')}`;
}

export const lines = (plan: Plan): string[] => plan.operations.map(line);
