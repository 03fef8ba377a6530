import type { CompiledRule } from '../compiled-rule.ts';

/** What a rule wants of a field. */
export interface Wish<V> {
  readonly rule: CompiledRule;
  readonly value: V;
}

/** Who may write a field of which several rules want something. */
export interface Precedence<W> {
  /** The wishes of the highest priority; more than one only where they want the same. */
  readonly winners: readonly W[];
  /** Wishes of equal priority that want different things: none of them may write. */
  readonly rivals: readonly W[];
  /** Wishes of higher priority that an enforced one blocks. */
  readonly blocked: readonly W[];
  readonly enforced: W | null;
}

/**
 * The highest priority wins, but nothing above the lowest enforced one, which no rule of higher priority
 * overrides. Where the highest want different things, none does.
 */
export function precedenceOf<W extends Wish<unknown>>(wishes: readonly W[]): Precedence<W> {
  const enforced = lowest(wishes.filter(({ rule }) => rule.rule.enforced));
  const limit = enforced?.rule.rule.priority ?? Number.POSITIVE_INFINITY;
  const open = wishes.filter(({ rule }) => rule.rule.priority <= limit);
  const top = Math.max(...open.map(({ rule }) => rule.rule.priority));
  const highest = open.filter(({ rule }) => rule.rule.priority === top);
  const agreed = new Set(highest.map(({ value }) => value)).size === 1;
  const blocked = wishes.filter(({ rule, value }) => rule.rule.priority > limit && value !== enforced?.value);
  return { winners: agreed ? highest : [], rivals: agreed ? [] : highest, blocked, enforced };
}

function lowest<W extends Wish<unknown>>(wishes: readonly W[]): W | null {
  let found: W | null = null;
  for (const wish of wishes) {
    if (found === null || wish.rule.rule.priority < found.rule.rule.priority) found = wish;
  }
  return found;
}
