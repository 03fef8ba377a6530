import type { Asset } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { EntityFinder } from '../../store/asset-query.ts';
import type { RowChange, RowTally } from './import-plan.ts';
import { ownedBy } from './plan-row.ts';

/**
 * Gives the rows their parents, whatever the order of the rows. A parent that is nowhere is a warning; rows
 * that would be their own ancestors are errors and are taken out.
 */
export function linkParents(tally: RowTally, finder: EntityFinder, userId: string): void {
  const parentOf = new Map<RowChange, Parent>();
  for (const { row, parentTag, parentKey } of tally.parents) {
    const parent = findParent(tally, finder, parentTag, parentKey);
    if (parent === null) tally.warnings.push(notFound(row, parentTag, parentKey));
    else parentOf.set(row, parent);
  }
  takeOutCycles(tally, parentOf, finder);
  for (const [row, parent] of parentOf) {
    if (isKept(tally, parent.row)) setParent(row, parent.id, userId);
    else tally.warnings.push(notFound(row, parent.row?.asset.tag, undefined));
  }
}

/** A row that is taken out leaves its asset under the parent it has; that may close another circle. */
function takeOutCycles(tally: RowTally, parentOf: Map<RowChange, Parent>, finder: EntityFinder): void {
  let rows = rowsInCycles(tally, parentOf, finder);
  while (rows.length > 0) {
    for (const row of rows) {
      tally.rows.delete(tagKey(row.asset.tag));
      parentOf.delete(row);
      const message = `The parent of "${row.asset.tag}" is below it: the parents form a circle. Correct one of them.`;
      tally.errors.push({ row: row.row, column: null, tag: row.asset.tag, message });
    }
    rows = rowsInCycles(tally, parentOf, finder);
  }
}

interface Parent {
  readonly id: string;
  readonly row: RowChange | null;
}

const isKept = (tally: RowTally, row: RowChange | null): boolean =>
  row === null || row.before !== null || tally.rows.get(tagKey(row.asset.tag)) === row;

function findParent(
  tally: RowTally,
  finder: EntityFinder,
  parentTag: string | undefined,
  parentKey: string | undefined,
): Parent | null {
  const tag = parentTag ?? (parentKey === undefined ? undefined : tally.idsByKey.get(parentKey));
  if (tag === undefined) return null;
  const row = tally.rows.get(tagKey(tag));
  if (row !== undefined) return { id: row.asset.id, row };
  const found = finder.asset(tag);
  return found === null ? null : { id: found.entity.id, row: null };
}

function notFound(row: RowChange, parentTag: string | undefined, parentKey: string | undefined) {
  const parent = parentTag === undefined ? `of key "${parentKey ?? ''}"` : `"${parentTag}"`;
  const message = `The parent ${parent} is neither in the file nor in the project. "${row.asset.tag}" comes without it.`;
  return { row: row.row, column: null, tag: row.asset.tag, message };
}

/** Rows whose chain of parents comes back to them. The others' chains are remembered, so each is walked once. */
function rowsInCycles(
  tally: RowTally,
  parentOf: ReadonlyMap<RowChange, Parent>,
  finder: EntityFinder,
): RowChange[] {
  const rowById = new Map([...tally.rows.values()].map((row) => [row.asset.id, row]));
  /** Where the parent will not come into being, the row stays under the one it has. */
  const newParentOf = (row: RowChange): Parent | undefined => {
    const parent = parentOf.get(row);
    return parent !== undefined && isKept(tally, parent.row) ? parent : undefined;
  };
  const parentIdOf = (id: string): string | null => {
    const row = rowById.get(id);
    if (row === undefined) return finder.byId('ASSET', id)?.entity.parentId ?? null;
    return newParentOf(row)?.id ?? row.asset.parentId;
  };
  const sound = new Set<string>();
  const inCycle = new Set<string>();
  for (const { asset } of parentOf.keys()) {
    const path = new Set<string>();
    let id: string | null = asset.id;
    while (id !== null && !path.has(id) && !sound.has(id) && !inCycle.has(id)) {
      path.add(id);
      id = parentIdOf(id);
    }
    let closes = false;
    for (const step of path) {
      closes ||= step === id;
      (closes ? inCycle : sound).add(step);
    }
  }
  return [...inCycle].flatMap((id) => {
    const row = rowById.get(id);
    return row !== undefined && newParentOf(row) !== undefined ? [row] : [];
  });
}

function setParent(row: RowChange, parentId: string, userId: string): void {
  const { asset } = row;
  if (asset.parentId === parentId) return;
  const owners: Asset['owners'] = row.before === null ? asset.owners : ownedBy(asset, ['parentId'], userId);
  row.asset = { ...asset, parentId, owners };
}
