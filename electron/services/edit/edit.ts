import { SynapseError } from '../../../shared/errors.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { creation, updateBetween } from '../../../shared/model/changes.ts';
import { userOwner, type Asset } from '../../../shared/model/entities.ts';
import type { EventDraft } from '../../../shared/model/events.ts';
import { disciplineOfType } from '../../../shared/model/terms.ts';
import { newId } from '../../kernel/ids.ts';
import { createFinder, type EntityFinder, type FoundTagged } from '../../store/asset-query.ts';
import { changeDraft } from '../drafts.ts';
import type { WritingProject } from '../project.ts';
import { expectIdle, runBatch } from '../run-batch.ts';
import { deletionDrafts } from './deletion.ts';
import { disciplineOf, labelOf } from './entity-name.ts';
import { editedEntity, requireType, type FieldEdits } from './fields.ts';

export interface EditRequest {
  /** Tag of an asset or a cable, or code of a package. */
  readonly tag: string;
  /** Make a new asset of this type (upper snake case). */
  readonly newType?: string;
  /** Field name -> text, read like an import cell. */
  readonly set?: FieldEdits['set'];
  /** Fields given back to the rules. */
  readonly unset?: FieldEdits['unset'];
  readonly delete?: boolean;
  readonly reason: string | null;
}

export interface EditResult {
  readonly correlationId: string;
  readonly type: FoundTagged['type'];
  /** The entity as it stands now; null where it was deleted. */
  readonly found: FoundTagged | null;
}

/**
 * A hand edit of one entity, as a batch of its own: made, changed field by field, or deleted.
 * @throws SynapseError ASSET_NOT_FOUND, DUPLICATE_TAG, INVALID_ARGUMENT, UNKNOWN_PROPERTY, and as `runBatch`
 */
export function editEntity(project: WritingProject, request: EditRequest): EditResult {
  expectIdle(project);
  const finder = createFinder(project.database);
  expectOneKind(request);
  const { of, drafts } = planEdit(project, finder, request);
  const { correlationId } = runBatch(project, { kind: 'EDIT', reason: request.reason }, () => drafts);
  return { correlationId, type: of.type, found: request.delete === true ? null : standing(finder, of) };
}

interface EntityRef {
  readonly type: FoundTagged['type'];
  readonly id: string;
}

function standing(finder: EntityFinder, { type, id }: EntityRef): FoundTagged | null {
  switch (type) {
    case 'ASSET':
      return finder.byId(type, id);
    case 'CABLE':
      return finder.byId(type, id);
    default:
      return finder.byId(type, id);
  }
}

interface PlannedEdit {
  readonly of: EntityRef;
  readonly drafts: readonly EventDraft[];
}

function planEdit(project: WritingProject, finder: EntityFinder, request: EditRequest): PlannedEdit {
  const { tag, newType, reason } = request;
  const edits: FieldEdits = { set: request.set ?? {}, unset: request.unset ?? [] };
  const context: JsonObject = reason === null ? {} : { reason };
  if (newType !== undefined) {
    const draft = newAsset(finder, project.userId, tag, newType, edits, context);
    return { of: { type: 'ASSET', id: draft.aggregateId }, drafts: [draft] };
  }
  const found = finder.any(tag);
  if (found === null) {
    throw new SynapseError('ASSET_NOT_FOUND', `No asset, cable or package "${tag}" exists. Check the tag.`, {
      tag,
    });
  }
  const of = { type: found.type, id: found.entity.id };
  if (request.delete === true) return { of, drafts: deletionDrafts(project, found, context) };
  const change = updateBetween(found.entity, editedEntity(finder, found, edits, project.userId));
  if (change === null) return { of, drafts: [] };
  const entity = { ...of, tag: labelOf(found), discipline: disciplineOf(found) };
  return { of, drafts: [changeDraft('UPDATE', entity, change, context)] };
}

/** An edit makes, changes or deletes; what it could not do all of would be left out without a word. */
function expectOneKind({ tag, newType, set = {}, unset = [], delete: deletes = false }: EditRequest): void {
  const both = unset.find((name) => Object.hasOwn(set, name));
  if (both !== undefined)
    throw new SynapseError('INVALID_ARGUMENT', `${both}: it cannot be both set and unset.`, { field: both });
  if (!deletes || (newType === undefined && Object.keys(set).length + unset.length === 0)) return;
  throw new SynapseError(
    'INVALID_ARGUMENT',
    `"${tag}" cannot be deleted and made or changed in one edit. Do one of them.`,
    { tag },
  );
}

function newAsset(
  finder: EntityFinder,
  userId: string,
  tag: string,
  type: string,
  edits: FieldEdits,
  context: JsonObject,
): EventDraft {
  if (finder.any(tag) !== null) {
    throw new SynapseError(
      'DUPLICATE_TAG',
      `"${tag}" exists already. Choose another tag, or edit it without --new.`,
      { tag },
    );
  }
  const bare: Asset = {
    id: newId(),
    tag: tag.trim().normalize('NFC'),
    type: requireType(type),
    description: null,
    discipline: disciplineOfType(requireType(type)),
    area: null,
    system: null,
    parentId: null,
    ioType: null,
    dataStatus: 'FRESH_IMPORT',
    properties: {},
    origin: { userId },
    owners: { '*': userOwner(userId) },
  };
  const asset = editedEntity(
    finder,
    { type: 'ASSET', entity: bare, version: 0 },
    { ...edits, set: { tag, ...edits.set } },
    userId,
  );
  return changeDraft(
    'CREATE',
    { type: 'ASSET', id: bare.id, tag: asset.tag, discipline: asset.discipline },
    creation(asset),
    context,
  );
}
