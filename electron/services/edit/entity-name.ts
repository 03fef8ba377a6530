import type { FoundTagged } from '../../store/asset-query.ts';

/** The tag of an asset or cable, or the code of a package. */
export const labelOf = (found: FoundTagged): string =>
  found.type === 'PACKAGE' ? found.entity.code : found.entity.tag;

/** The discipline that the events of an entity have where no rule gives one. */
export function disciplineOf(found: FoundTagged) {
  if (found.type === 'ASSET') return found.entity.discipline;
  return found.type === 'CABLE' ? 'ELECTRICAL' : 'GENERAL';
}
