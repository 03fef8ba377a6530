import type { AssetDetail } from '../../../shared/contract/assets.ts';
import { SynapseError } from '../../../shared/errors.ts';
import type { Asset } from '../../../shared/model/entities.ts';
import { propertyTerm } from '../../../shared/vocabulary.ts';
import { createFinder, referrersOf } from '../../store/asset-query.ts';
import { readTransaction } from '../../store/database.ts';
import type { ReadingProject } from '../project.ts';
import { relatedTo } from '../related.ts';

/**
 * An asset with all that stands beside it, by its tag or id.
 * @throws SynapseError ASSET_NOT_FOUND
 */
export function assetDetail(project: ReadingProject, of: string): AssetDetail {
  const { database } = project;
  return readTransaction(database, () => {
    const finder = createFinder(database);
    const found = finder.asset(of) ?? finder.byId('ASSET', of);
    if (found === null)
      throw new SynapseError('ASSET_NOT_FOUND', `No asset "${of}" exists. Check the tag.`, { of });
    const { entity: asset, version } = found;
    const parent = asset.parentId === null ? null : finder.byId('ASSET', asset.parentId);
    return {
      asset,
      version,
      parentTag: parent?.entity.tag ?? null,
      units: unitsOf(asset),
      related: relatedTo(project, 'ASSET', asset.id),
      findings: referrersOf(database, asset.id).findings,
    };
  });
}

/** Whether an asset, a cable or a package bears a tag. */
export const isTagTaken = ({ database }: ReadingProject, tag: string): boolean =>
  createFinder(database).any(tag) !== null;

function unitsOf({ properties }: Asset): Record<string, string> {
  const units: Record<string, string> = {};
  for (const name of Object.keys(properties)) {
    const unit = propertyTerm(name)?.unit ?? null;
    if (unit !== null) units[`properties.${name}`] = unit;
  }
  return units;
}
