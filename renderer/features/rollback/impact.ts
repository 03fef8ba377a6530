import type { RestoredCounts, RollbackResult, RollbackSummary } from '../../../shared/model/rollback.ts';
import type { RollbackLine, RollbackPreview } from '../../../shared/contract/rollbacks.ts';
import { formatCountOf } from '../../lib/format.ts';

const NAMES: Readonly<Record<keyof RollbackSummary, string>> = {
  assets: 'asset',
  cables: 'cable',
  edges: 'relation',
  packages: 'package',
};

/** What a rollback does, one way of it: "64 assets, 64 cables, 128 relations". */
export interface Impact {
  readonly way: keyof RestoredCounts;
  readonly title: string;
  readonly text: string;
  readonly count: number;
}

const TITLES: Readonly<Record<keyof RestoredCounts, string>> = {
  deleted: 'Will be deleted',
  restored: 'Will be restored',
  recreated: 'Will be brought back',
};
const DONE: Readonly<Record<keyof RestoredCounts, string>> = {
  deleted: 'Deleted',
  restored: 'Restored',
  recreated: 'Brought back',
};

/** The impact by what happens, without what does not. */
export function impactsOf({ summary }: Pick<RollbackResult, 'summary'>, isDone = false): Impact[] {
  const ways: readonly (keyof RestoredCounts)[] = ['deleted', 'restored', 'recreated'];
  return ways.flatMap((way) => {
    const parts = kindsOf(summary, way);
    if (parts.length === 0) return [];
    const text = parts.map(([kind, count]) => formatCountOf(count, NAMES[kind])).join(', ');
    const count = parts.reduce((sum, [, each]) => sum + each, 0);
    return [{ way, title: (isDone ? DONE : TITLES)[way], text, count }];
  });
}

function kindsOf(summary: RollbackSummary, way: keyof RestoredCounts) {
  const kinds: readonly (keyof RollbackSummary)[] = ['assets', 'cables', 'edges', 'packages'];
  return kinds.map((kind) => [kind, summary[kind][way]] as const).filter(([, count]) => count > 0);
}

/** How many fields the lines restore, or null where not all lines are known. */
export function restoredFields({
  lines,
  totalLines,
}: Pick<RollbackPreview, 'lines' | 'totalLines'>): number | null {
  if (lines.length < totalLines) return null;
  return lines.filter(({ op }) => op === 'UPDATE').reduce((sum, { diff }) => sum + diff.length, 0);
}

/** What the lines hold that the summary does not count: findings, rules, the project's settings. */
export function otherChanges({ result, totalLines }: Pick<RollbackPreview, 'result' | 'totalLines'>): number {
  const counted = impactsOf(result).reduce((sum, { count }) => sum + count, 0);
  return Math.max(0, totalLines - counted);
}

/** What a line is about, in words. */
export const lineKind = ({ aggregateType }: RollbackLine): string => KINDS[aggregateType];

const KINDS: Readonly<Record<RollbackLine['aggregateType'], string>> = {
  ASSET: 'asset',
  CABLE: 'cable',
  EDGE: 'relation',
  PACKAGE: 'package',
  FINDING: 'finding',
  RULE: 'rule',
  PROJECT: 'project',
};
