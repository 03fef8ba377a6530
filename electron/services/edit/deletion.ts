import type { JsonObject } from '../../../shared/json.ts';
import { deletion, updateBetween, type Change } from '../../../shared/model/changes.ts';
import type { Asset, Package } from '../../../shared/model/entities.ts';
import type { EventDraft, OperationKind } from '../../../shared/model/events.ts';
import { referrersOf, type FoundTagged } from '../../store/asset-query.ts';
import { changeDraft, type ChangedEntity } from '../drafts.ts';
import { ownedBy } from '../import/plan-row.ts';
import type { WritingProject } from '../project.ts';
import { disciplineOf, labelOf } from './entity-name.ts';

/**
 * What deleting an entity by hand takes with it: its edges, its cables (and what refers to these), its
 * memberships; its findings are resolved. Its children stay, without a parent. Only the entity itself counts as
 * deleted by a person.
 */
export function deletionDrafts(
  project: WritingProject,
  found: FoundTagged,
  context: JsonObject,
): EventDraft[] {
  const work: Deletion = { project, context, drafts: [], gone: new Set(), members: new Map() };
  deleteWhole(work, found, true);
  return work.drafts;
}

interface Deletion {
  readonly project: WritingProject;
  readonly context: JsonObject;
  readonly drafts: EventDraft[];
  readonly gone: Set<string>;
  /** Packages as they stand after the memberships taken away so far. */
  readonly members: Map<string, Package>;
}

function deleteWhole(work: Deletion, found: FoundTagged, byPerson: boolean): void {
  const { id } = found.entity;
  if (work.gone.has(id)) return;
  work.gone.add(id);
  const { edges, cables, packages, children, findings } = referrersOf(work.project.database, id);
  for (const edge of edges) {
    if (work.gone.has(edge.id)) continue;
    work.gone.add(edge.id);
    add(
      work,
      'DELETE',
      { type: 'EDGE', id: edge.id, tag: labelOf(found), discipline: edge.discipline },
      deletion(edge),
    );
  }
  for (const cable of cables) deleteWhole(work, { type: 'CABLE', entity: cable, version: 0 }, false);
  for (const member of packages) leavePackage(work, member, id);
  for (const child of children) orphan(work, child);
  for (const finding of findings) {
    const change = updateBetween(finding, { ...finding, status: 'RESOLVED' });
    const entity = {
      type: 'FINDING',
      id: finding.id,
      tag: finding.tag,
      discipline: 'GENERAL',
      ruleId: finding.ruleId,
    } as const;
    if (change !== null) add(work, 'RESOLVE', entity, change);
  }
  const entity = { type: found.type, id, tag: labelOf(found), discipline: disciplineOf(found) };
  add(work, 'DELETE', entity, deletion(found.entity), byPerson ? { byPerson } : {});
}

function add(
  work: Deletion,
  op: OperationKind,
  entity: ChangedEntity,
  change: Change,
  more: JsonObject = {},
): void {
  work.drafts.push(changeDraft(op, entity, change, { ...work.context, ...more }));
}

function leavePackage(work: Deletion, stored: Package, memberId: string): void {
  const before = work.members.get(stored.id) ?? stored;
  const members = Object.fromEntries(
    Object.entries(before.members).filter(([key]) => !key.endsWith(`:${memberId}`)),
  );
  const after = { ...before, members };
  work.members.set(stored.id, after);
  const change = updateBetween(before, after);
  const entity = { type: 'PACKAGE', id: before.id, tag: before.code, discipline: 'GENERAL' } as const;
  if (change !== null) add(work, 'UPDATE', entity, change);
}

function orphan(work: Deletion, child: Asset): void {
  const owners = ownedBy(child, ['parentId'], work.project.userId);
  const change = updateBetween(child, { ...child, parentId: null, owners });
  const entity = { type: 'ASSET', id: child.id, tag: child.tag, discipline: child.discipline } as const;
  if (change !== null) add(work, 'UPDATE', entity, change);
}
