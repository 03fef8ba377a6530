import { creation, updateBetween, type Change } from '../../../shared/model/changes.ts';
import { ownerOf, userOwner, type Asset, type Properties } from '../../../shared/model/entities.ts';
import { disciplineOfType, tagKey } from '../../../shared/model/terms.ts';
import type { TagListRow } from '../../formats/tag-list-rows.ts';
import { newId } from '../../kernel/ids.ts';
import type { EntityFinder } from '../../store/asset-query.ts';
import type { RowChange, RowTally } from './import-plan.ts';

type StatedRow = Extract<TagListRow, { kind: 'row' }>;

/** Works one row of a file into the tally: an asset created, changed or left as it is; an error; a blank. */
export function planRow(tally: RowTally, row: TagListRow, finder: EntityFinder, userId: string): void {
  if (row.kind === 'blank') {
    tally.blank += 1;
    return;
  }
  if (row.kind === 'error') {
    const { row: number, column, tag, message } = row;
    tally.errors.push({ row: number, column, tag, message });
    return;
  }
  const problem = problemOf(tally, row, finder);
  if (problem !== null) {
    tally.errors.push({ row: row.row, column: null, tag: row.fields.tag, message: problem });
    return;
  }
  const found = finder.asset(row.fields.tag);
  const change = found === null ? created(row, userId) : updated(row, found.entity, userId);
  tally.rows.set(tagKey(row.fields.tag), change);
  tally.warnings.push(...row.warnings);
  if (row.key !== undefined) tally.idsByKey.set(row.key, tagKey(row.fields.tag));
  const { parentTag, parentKey } = row;
  if (parentTag !== undefined || parentKey !== undefined) {
    tally.parents.push({
      row: change,
      ...(parentTag === undefined ? {} : { parentTag }),
      ...(parentKey === undefined ? {} : { parentKey }),
    });
  }
}

function problemOf(tally: RowTally, row: StatedRow, finder: EntityFinder): string | null {
  const { tag, type = row.assumedType } = row.fields;
  const earlier = tally.rows.get(tagKey(tag));
  if (earlier !== undefined)
    return `Tag "${tag}" appears twice (first in row ${earlier.row}). Keep one of them.`;
  if (row.key !== undefined && tally.idsByKey.has(row.key)) {
    return `The key "${row.key}" appears twice. Keys must be unique in the file.`;
  }
  const found = finder.any(tag);
  if (found !== null && found.type !== 'ASSET') {
    return `Tag "${tag}" is used by a ${found.type === 'CABLE' ? 'cable' : 'package'} already. Choose another tag.`;
  }
  if (found === null && type === undefined) {
    return `The row states no type for "${tag}". Fill in its type, or give one for all rows that have none.`;
  }
  return null;
}

function created({ row, fields, properties, assumedType }: StatedRow, userId: string): RowChange {
  const type = fields.type ?? assumedType ?? '';
  const asset: Asset = {
    id: newId(),
    tag: fields.tag,
    type,
    description: fields.description ?? null,
    discipline: fields.discipline ?? disciplineOfType(type),
    area: fields.area ?? null,
    system: fields.system ?? null,
    parentId: null,
    ioType: fields.ioType ?? null,
    dataStatus: fields.dataStatus ?? 'FRESH_IMPORT',
    properties,
    origin: { userId },
    owners: { '*': userOwner(userId) },
  };
  return { row, kind: 'CREATE', asset, before: null };
}

/** A field is written only where the row states a value that differs from the present one. */
function updated({ row, fields, properties }: StatedRow, before: Asset, userId: string): RowChange {
  const { tag: _tag, ...stated } = fields;
  const changed = Object.entries(stated).filter(([field, value]) => before[field as keyof Asset] !== value);
  const changedProperties = Object.entries(properties).filter(
    ([name, value]) => present(before.properties, name) !== value,
  );
  const written = [
    ...changed.map(([field]) => field),
    ...changedProperties.map(([name]) => `properties.${name}`),
  ];
  const asset: Asset = {
    ...before,
    ...Object.fromEntries(changed),
    properties: { ...before.properties, ...Object.fromEntries(changedProperties) },
    owners: ownedBy(before, written, userId),
  };
  return { row, kind: written.length === 0 ? 'UNCHANGED' : 'UPDATE', asset, before };
}

const present = (properties: Properties, name: string) =>
  Object.hasOwn(properties, name) ? properties[name] : undefined;

/** The owners of an asset after a person wrote these fields. */
export function ownedBy(
  asset: Pick<Asset, 'owners'>,
  fields: readonly string[],
  userId: string,
): Asset['owners'] {
  const owner = userOwner(userId);
  const taken = fields.filter((field) => ownerOf(asset.owners, field) !== owner);
  return taken.length === 0
    ? asset.owners
    : { ...asset.owners, ...Object.fromEntries(taken.map((field) => [field, owner])) };
}

/** The change of a row, or null where it changes nothing. */
export function changeOf({ before, asset }: RowChange): Change | null {
  return before === null ? creation(asset) : updateBetween(before, asset);
}
