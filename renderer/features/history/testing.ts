import type { EntityHistory, EntityVersion } from '../../../shared/contract/histories.ts';

/** A version for tests: an update of the power by anna. */
export const entityVersion = (number: number, more: Partial<EntityVersion> = {}): EntityVersion => ({
  number,
  position: 100 + number,
  timestamp: `2026-11-0${number}T09:14:00.000Z`,
  eventType: 'ASSET_UPDATED',
  userId: 'anna',
  ruleId: null,
  ruleName: null,
  correlationId: `batch-${number}`,
  batchKind: 'EDIT',
  reason: null,
  isRolledBack: false,
  diff: [{ field: 'properties.power_kw', old: 40 + number, new: 50 + number }],
  state: { tag: 'P-1-M', type: 'MOTOR', properties: { power_kw: 50 + number } },
  because: null,
  ...more,
});

/** A history of three versions, of which the second is rolled back. */
export const entityHistory = (): EntityHistory => ({
  id: 'id-1',
  type: 'ASSET',
  tag: 'P-1-M',
  subtype: 'MOTOR',
  area: '100',
  isThere: true,
  versions: [
    entityVersion(3, { reason: 'as built' }),
    entityVersion(2, { isRolledBack: true }),
    entityVersion(1, {
      eventType: 'ASSET_CREATED',
      ruleId: 'mech.pump-motor',
      ruleName: 'Create motor for pumps',
      batchKind: 'EXECUTION',
      because: 'from P-1 because shaft_power_kw = 45',
    }),
  ],
  related: [{ type: 'CABLE', id: 'c-1', label: 'P-1-PWR', description: 'cable to MCC-1', otherTag: 'MCC-1' }],
  namesakes: [{ id: 'id-0', tag: 'P-1-M', isThere: false }],
});
