import type { CompiledRule } from './compiled-rule.ts';
import { feeds, writeTogether, type Need, type Write } from './dependencies.ts';
import { addTo } from './lookup.ts';

/** Who writes what, so that a reader finds its writers without asking every rule. Rules are numbered. */
export interface DependencyIndex {
  /** The rules that write what is needed. */
  feeding(need: Need): readonly number[];
  /** The rules that write the same field of the same entities; the asking one is among them. */
  writingTogether(write: Write): readonly number[];
}

export function dependencyIndex(rules: readonly CompiledRule[]): DependencyIndex {
  const writers = new Map<string, { rule: number; write: Write }[]>();
  for (const [rule, { dependencies }] of rules.entries()) {
    for (const write of dependencies.writes) addTo(writers, bucketOf(write), { rule, write });
  }
  const select = (bucket: string, matches: (write: Write) => boolean): number[] =>
    (writers.get(bucket) ?? []).filter(({ write }) => matches(write)).map(({ rule }) => rule);
  return {
    feeding: (need) => select(bucketOf(need), (write) => feeds(write, need)),
    writingTogether: (write) => select(bucketOf(write), (other) => writeTogether(write, other)),
  };
}

function bucketOf(item: Write | Need): string {
  switch (item.kind) {
    case 'field':
      return `field ${item.field}`;
    case 'relation':
      return `relation ${item.relation}`;
    case 'cable':
    case 'cables':
      return 'cable';
    case 'subjects':
      return item.selection.entity === 'CABLE' ? 'cable' : 'asset';
    case 'used':
      return 'relation allocated_to';
    case 'channels':
      return 'channels';
    case 'detached':
    case 'ends':
      return 'ends';
    default:
      return 'asset';
  }
}
