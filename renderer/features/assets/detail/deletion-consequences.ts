import type { RelatedEntity } from '../../../../shared/contract/assets.ts';
import type { Finding } from '../../../../shared/model/entities.ts';
import { formatCountOf } from '../../../lib/format.ts';

/** One kind of consequence that a deletion has. */
export interface Consequence {
  readonly title: string;
  readonly labels: readonly string[];
}

/** What deleting an asset by hand does to what stands beside it; kinds that are not concerned are left out. */
export function deletionConsequences(
  related: readonly RelatedEntity[],
  findings: readonly Finding[],
): readonly Consequence[] {
  const of = (type: RelatedEntity['type'], text: (entity: RelatedEntity) => string): readonly string[] => [
    ...new Set(related.filter((entity) => entity.type === type).map(text)),
  ];
  const all: readonly Consequence[] = [
    {
      title: 'Deleted with it: cables',
      labels: of('CABLE', ({ label, description }) => `- ${label}  ${description}`),
    },
    { title: 'Deleted with it: relations', labels: of('EDGE', ({ description }) => `- ${description}`) },
    { title: 'Taken out of packages', labels: of('PACKAGE', ({ label }) => `~ ${label}`) },
    {
      title: 'Stay, without this asset as parent',
      labels: related.filter(isChild).map(({ label }) => `~ ${label}`),
    },
    { title: 'Findings resolved', labels: findings.map(({ message }) => `- ${message}`) },
  ];
  return all.filter(({ labels }) => labels.length > 0);
}

/** What the button that deletes will do, with the numbers: "Delete 1 asset, 1 cable and 2 relations". */
export function deletionWords(related: readonly RelatedEntity[]): string {
  const count = (type: RelatedEntity['type']): number =>
    new Set(related.filter((entity) => entity.type === type).map(({ id }) => id)).size;
  const along = [
    ...(count('CABLE') === 0 ? [] : [formatCountOf(count('CABLE'), 'cable')]),
    ...(count('EDGE') === 0 ? [] : [formatCountOf(count('EDGE'), 'relation')]),
  ];
  const last = along.pop();
  return last === undefined ? 'Delete 1 asset' : `Delete ${['1 asset', ...along].join(', ')} and ${last}`;
}

const isChild = ({ type, description }: RelatedEntity): boolean =>
  type === 'ASSET' && /^below it\b/.test(description);
