import { describe, expect, test } from 'vitest';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import {
  isContiguous,
  readTimelineAddress,
  timelinePath,
  withMember,
  writeTimelineAddress,
} from './timeline-address.ts';

const FULL: TimelineFilter = {
  asset: 'P-101/A & B',
  ruleId: 'mech.pump-motor',
  discipline: 'ELECTRICAL',
  eventTypes: ['ASSET_CREATED', 'CABLE_CREATED'],
  correlationId: 'batch-1',
  from: '2026-11-01',
  to: '2026-11-21T09:14:00.000Z',
  userId: 'olaf',
  text: 'shaft #1?',
  rolledBack: false,
};

describe('the address of the timeline', () => {
  test('brings back the filter that it was written from', () => {
    const address = { filter: FULL, mode: 'events' } as const;
    expect(readTimelineAddress(new URLSearchParams(writeTimelineAddress(address).toString()))).toEqual(
      address,
    );
  });

  test('is empty without a filter', () => {
    expect(timelinePath({})).toBe('/rules/timeline');
    expect(readTimelineAddress(new URLSearchParams())).toEqual({ filter: {}, mode: 'batches' });
  });

  test('leaves out what it does not understand', () => {
    const params = new URLSearchParams(
      'discipline=COOKING&type=NOPE&type=ASSET_CREATED&rolledBack=maybe&from=yesterday&to=2026-13-45&asset=&view=x',
    );
    expect(readTimelineAddress(params)).toEqual({
      filter: { eventTypes: ['ASSET_CREATED'] },
      mode: 'batches',
    });
  });

  test('takes the batch under both of its names', () => {
    expect(readTimelineAddress(new URLSearchParams('correlationId=b')).filter).toEqual({
      correlationId: 'b',
    });
    expect(readTimelineAddress(new URLSearchParams('batch=b')).filter).toEqual({ correlationId: 'b' });
  });

  test('drops a member that is taken away', () => {
    expect(withMember({ asset: 'P-1', rolledBack: true }, 'asset', undefined)).toEqual({ rolledBack: true });
    expect(withMember({ rolledBack: true }, 'rolledBack', false)).toEqual({ rolledBack: false });
  });

  test('tells that only a range of time finds positions without gaps', () => {
    expect([{}, { from: '2026-01-01' }, { from: '2026-01-01', text: 'x' }].map(isContiguous)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
