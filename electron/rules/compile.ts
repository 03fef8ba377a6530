import { ruleOwner } from '../../shared/model/entities.ts';
import type { CompiledAction, CompiledEnd, CompiledField, CompiledRule } from './compiled-rule.ts';
import { compileAction } from './compile-action.ts';
import { valuesOf } from './cable-values.ts';
import { dependenciesOf } from './dependencies.ts';
import { isExpression } from './expressions/compile.ts';
import type { KnownNames, Read } from './expressions/types.ts';
import { negatedNames, negatedNamesOfTemplate } from './null-tests.ts';
import { inFileOrder, type RuleProblem } from './problem.ts';
import type { ParsedRule } from './rule-version.ts';
import { ruleTexts } from './rule-texts.ts';
import { selectionOf } from './selection.ts';
import { stratify } from './strata.ts';

/** A rule set, compiled once for any number of plans. */
export interface CompiledRules {
  /** In strata: each reads only what the ones before it, or itself, write. Inside one by id. */
  readonly strata: readonly (readonly CompiledRule[])[];
  /** What is wrong. A rule with a problem of its own is in no stratum. */
  readonly problems: readonly RuleProblem[];
  /** Ids of rules that do not run any more, and whose things stay. */
  readonly deprecated: ReadonlySet<string>;
}

/** Compiles rules and orders them. Problems are returned with their places, never thrown. */
export function compileRules(parsed: readonly ParsedRule[], names: KnownNames): CompiledRules {
  const problems: RuleProblem[] = [];
  const compiled = parsed.flatMap((one) => {
    const rule = compileRule(one, names, problems);
    return rule === null ? [] : [{ parsed: one, compiled: rule }];
  });
  const order = stratify(compiled);
  const deprecated = parsed.filter(({ rule }) => rule.status === 'DEPRECATED').map(({ rule }) => rule.id);
  return {
    strata: order.strata,
    problems: inFileOrder([...problems, ...order.problems]),
    deprecated: new Set(deprecated),
  };
}

function compileRule(parsed: ParsedRule, names: KnownNames, problems: RuleProblem[]): CompiledRule | null {
  const { rule, hash } = parsed;
  const kind = rule.for.entity;
  const texts = ruleTexts(parsed, kind, names);
  const where = rule.where === undefined ? null : texts.condition(rule.where, ['where']);
  const action = compileAction(rule.do, { texts, kind, names });
  problems.push(...texts.problems);
  if (texts.problems.length > 0 || action === null) return null;
  const selection = selectionOf(rule.for);
  const reads = [...(where?.reads ?? []), ...readsOf(action)];
  const dependencies = dependenciesOf(
    selection,
    action,
    reads,
    negatedIn(rule.where, action),
    rule.whenGone === 'retire',
  );
  return { rule, hash, owner: ruleOwner(rule.id), kind, selection, where, action, dependencies };
}

function readsOf(action: CompiledAction): readonly Read[] {
  const ofFields = (fields: readonly CompiledField[]): Read[] => fields.flatMap(({ value }) => value.reads);
  switch (action.kind) {
    case 'create_child':
      return [...action.tag.reads, ...ofFields(action.fields)];
    case 'set_property':
      return ofFields(action.fields);
    case 'create_relationship':
      return readsOfEnds(action.to);
    case 'create_cable':
      return [
        ...action.tag.reads,
        ...readsOfEnds([...action.from, ...action.to]),
        ...ofFields([...action.fields, ...valuesOf(action)]),
      ];
    case 'create_package':
      return action.code.reads;
    case 'allocate_io':
      return readsOfEnds(action.cabinet);
    case 'validate':
      return [...action.that.reads, ...action.message.reads];
  }
}

const readsOfEnds = (ends: readonly CompiledEnd[]): Read[] =>
  ends.flatMap((end) => (end.kind === 'tag' ? end.tag.reads : []));

function negatedIn(where: string | undefined, action: CompiledAction): ReadonlySet<string> {
  const names = new Set(where === undefined ? [] : negatedNames(where));
  const add = (more: ReadonlySet<string>): void => {
    for (const name of more) names.add(name);
  };
  if (action.kind === 'create_child' || action.kind === 'create_cable')
    add(negatedNamesOfTemplate(action.tag.source));
  if (action.kind === 'create_cable') {
    for (const { value } of [...action.fields, ...valuesOf(action)]) add(negatedInValue(value.source));
  }
  if (action.kind === 'create_child' || action.kind === 'set_property') {
    for (const { value } of action.fields) add(negatedInValue(value.source));
  }
  return names;
}

function negatedInValue(source: string | number | boolean): ReadonlySet<string> {
  if (typeof source !== 'string') return new Set();
  return isExpression(source) ? negatedNames(source.slice(2)) : negatedNamesOfTemplate(source);
}
