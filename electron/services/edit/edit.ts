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
  const drafts = draftsOf(project, finder, request);
  const { correlationId } = runBatch(project, { kind: 'EDIT', reason: request.reason }, () => drafts);
  const tag = request.set?.['tag'] ?? request.set?.['code'] ?? request.tag;
  return { correlationId, found: request.delete === true ? null : createFinder(project.database).any(tag) };
}

function draftsOf(project: WritingProject, finder: EntityFinder, request: EditRequest): EventDraft[] {
  const { tag, newType, reason } = request;
  const edits: FieldEdits = { set: request.set ?? {}, unset: request.unset ?? [] };
  const context: JsonObject = reason === null ? {} : { reason };
  if (newType !== undefined) return [newAsset(finder, project.userId, tag, newType, edits, context)];
  const found = finder.any(tag);
  if (found === null) {
    throw new SynapseError('ASSET_NOT_FOUND', `No asset, cable or package "${tag}" exists. Check the tag.`, {
      tag,
    });
  }
  if (request.delete === true) return deletionDrafts(project, found, context);
  const before = found.entity;
  const after = editedEntity(finder, found, edits, project.userId);
  const change = updateBetween(before, after);
  if (change === null) return [];
  const entity = { type: found.type, id: before.id, tag: labelOf(found), discipline: disciplineOf(found) };
  return [changeDraft('UPDATE', entity, change, context)];
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
