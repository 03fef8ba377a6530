import type { CompiledRule } from './compiled-rule.ts';
import { maySelect } from './dependencies.ts';
import { dependencyIndex } from './dependency-index.ts';
import { shortestPath, stronglyConnected } from './components.ts';
import { compareText, type RuleProblem, type RuleProblemCode } from './problem.ts';
import type { ParsedRule } from './rule-version.ts';

interface Node {
  readonly parsed: ParsedRule;
  readonly compiled: CompiledRule;
}

/** `strict` says which of the edges need a finished stratum. */
interface Graph {
  readonly next: readonly number[][];
  readonly strict: readonly ReadonlySet<number>[];
}

/**
 * Orders rules into strata by what they read and write: what a rule reads is written in an earlier stratum or in
 * its own; what it counts, negates or looks up beyond the asset in an earlier one; all writers of a field stand
 * in one stratum. Where a cycle forbids that, its rules are named in a problem.
 */
export function stratify(rules: readonly Node[]): { strata: CompiledRule[][]; problems: RuleProblem[] } {
  const nodes = rules
    .filter(({ compiled }) => compiled.rule.status !== 'DEPRECATED')
    .toSorted((a, b) => compareText(keyOf(a), keyOf(b)));
  const graph = graphOf(nodes);
  const components = stronglyConnected(graph.next);
  const problems = [...creationCycles(nodes), ...components.flatMap((one) => strictCycle(one, nodes, graph))];
  return { strata: layers(components, nodes, graph), problems };
}

const keyOf = ({ compiled }: Node): string => `${compiled.rule.id} ${compiled.rule.source}`;

function graphOf(nodes: readonly Node[]): Graph {
  const index = dependencyIndex(nodes.map(({ compiled }) => compiled));
  const next = nodes.map(() => new Set<number>());
  const strict = nodes.map(() => new Set<number>());
  for (const [reader, { compiled }] of nodes.entries()) {
    for (const need of compiled.dependencies.needs) {
      for (const writer of index.feeding(need)) {
        next[writer]?.add(reader);
        if (need.strict) strict[writer]?.add(reader);
      }
    }
    for (const write of compiled.dependencies.writes) {
      for (const other of index.writingTogether(write)) if (other !== reader) next[other]?.add(reader);
    }
  }
  return { next: next.map((targets) => [...targets].toSorted((a, b) => a - b)), strict };
}

/** Puts each component one layer above the highest that leads to it. */
function layers(components: readonly number[][], nodes: readonly Node[], graph: Graph): CompiledRule[][] {
  const layer = new Map<number, number>();
  const strata: number[][] = [];
  const priority = (node: number): number => nodes[node]?.compiled.rule.priority ?? 0;
  for (const component of components) {
    const level = Math.max(0, ...component.map((node) => layer.get(node) ?? 0));
    (strata[level] ??= []).push(...component);
    const inside = new Set(component);
    for (const target of component.flatMap((node) => graph.next[node] ?? [])) {
      if (!inside.has(target)) layer.set(target, Math.max(layer.get(target) ?? 0, level + 1));
    }
  }
  return strata.map((members) =>
    members
      .toSorted((a, b) => priority(b) - priority(a) || a - b)
      .flatMap((node) => nodes[node]?.compiled ?? []),
  );
}

function strictCycle(component: readonly number[], nodes: readonly Node[], graph: Graph): RuleProblem[] {
  const inside = new Set(component);
  for (const writer of component.toSorted((a, b) => a - b)) {
    for (const reader of graph.strict[writer] ?? []) {
      if (!inside.has(reader)) continue;
      const back =
        writer === reader ? [reader] : shortestPath(graph.next, reader, writer, (node) => inside.has(node));
      const cycle = [writer, ...(back ?? [reader])].map((node) => nodes[node]?.compiled.rule.id ?? '');
      const message =
        writer === reader
          ? `${cycle[0]} changes what it counts, negates, looks up or tests for null, so it has no order. Leave that test out: a rule keeps what it made and never writes a person's value.`
          : `No order exists for ${cycle.join(' -> ')}: ${nodes[reader]?.compiled.rule.id} counts, negates, looks up or tests for null what ${nodes[writer]?.compiled.rule.id} writes, and leads back to it. Break the cycle.`;
      return problemAt(nodes[reader], 'NO_STRATA', message);
    }
  }
  return [];
}

/** Cycles of rules that make what makes them: pump -> motor -> pump would never end. */
function creationCycles(nodes: readonly Node[]): RuleProblem[] {
  const makers = nodes.filter(({ compiled }) => compiled.action.kind === 'create_child');
  const next = makers.map(({ compiled: { action } }) =>
    makers.flatMap(({ compiled }, index) =>
      action.kind === 'create_child' && maySelect(compiled.selection, action) ? [index] : [],
    ),
  );
  return stronglyConnected(next).flatMap((component) => {
    const first = Math.min(...component);
    const inside = new Set(component);
    const cycle = shortestPath(next, first, first, (node) => inside.has(node));
    if (cycle === null) return [];
    const types = cycle.slice(0, -1).map((node) => madeType(makers[node]));
    const names = cycle.slice(0, -1).map((node) => makers[node]?.compiled.rule.id ?? '');
    const message = `These rules make what starts them, without end: ${names.join(', ')} (${[types.at(-1), ...types].join(' -> ')}). Narrow "for" of one of them.`;
    return problemAt(makers[first], 'CREATION_CYCLE', message);
  });
}

const madeType = (node: Node | undefined): string =>
  node?.compiled.action.kind === 'create_child' ? node.compiled.action.type : '';

function problemAt(node: Node | undefined, code: RuleProblemCode, message: string): RuleProblem[] {
  if (node === undefined) return [];
  const { file, locate, rule } = node.parsed;
  return [{ file, ...locate(['id']), ruleId: rule.id, severity: 'ERROR', code, message }];
}
