import { describe, expect, test } from 'vitest';
import { assetDetail } from '../testing.ts';
import { deletionConsequences, deletionWords } from './deletion-consequences.ts';

describe('what a deletion does besides', () => {
  test('is told by kind: what goes along, what stays', () => {
    const { related, findings } = assetDetail();
    expect(deletionConsequences(related, findings)).toEqual([
      { title: 'Deleted with it: cables', labels: ['- P-101-PWR  power cable from MCC-1'] },
      { title: 'Deleted with it: relations', labels: ['- powers P-101'] },
      { title: 'Taken out of packages', labels: ['~ EL-M040'] },
      { title: 'Stay, without this asset as parent', labels: ['~ P-101-H'] },
      { title: 'Findings resolved', labels: ['- Power is above the frame size.'] },
    ]);
    expect(deletionConsequences([], [])).toEqual([]);
  });

  test('stands on the button, with the numbers', () => {
    const { related } = assetDetail();
    const withoutCable = related.filter(({ type }) => type !== 'CABLE');
    expect([deletionWords(related), deletionWords(withoutCable), deletionWords([])]).toEqual([
      'Delete 1 asset, 1 cable and 1 relation',
      'Delete 1 asset and 1 relation',
      'Delete 1 asset',
    ]);
  });
});
