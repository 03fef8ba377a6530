import type { RelatedEntity } from '../../shared/contract/assets.ts';
import { relatedRows, type RelatedRow } from '../store/related-query.ts';
import type { ReadingProject } from './project.ts';

/** What stands beside an entity now, each in words. */
export const relatedTo = ({ database }: ReadingProject, type: string, id: string): RelatedEntity[] =>
  relatedRows(database, type, id).map((row) => ({
    type: row.type,
    id: row.id,
    label: row.label,
    description: descriptionOf(row),
    otherTag: row.otherTag,
  }));

function descriptionOf({ type, kind, way, otherTag }: RelatedRow): string {
  const other = otherTag ?? 'nothing';
  const what = words(kind);
  switch (way) {
    case 'PARENT':
      return `parent, ${what}`;
    case 'CHILD':
      return `below it, ${what}`;
    case 'MEMBER':
      return `member of ${kind}`;
    case 'HOLDS':
      return type === 'CABLE' ? `${what} cable in it` : `${what} in it`;
    case 'END':
      return `end of it, ${what}`;
    default:
      return connection(type, what, way, other);
  }
}

function connection(type: RelatedRow['type'], what: string, way: RelatedRow['way'], other: string): string {
  if (type === 'CABLE') return `${what} cable ${way === 'TO' ? 'to' : 'from'} ${other}`;
  if (type === 'ASSET') return `${way === 'TO' ? 'to it' : 'from it'}, ${what}`;
  return way === 'TO' ? `${what} ${other}` : `${other} ${what} it`;
}

/** `LOCAL_CONTROL_STATION`, `fed_from` -> words. */
const words = (name: string): string => name.replaceAll('_', ' ').toLowerCase();
