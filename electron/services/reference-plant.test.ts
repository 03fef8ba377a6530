import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseValuesMapping } from '../formats/values-mapping.ts';
import { loadPlant } from '../store/plant.ts';
import { verifyProject } from '../store/verify.ts';
import { executePlan, type ExecuteResult } from './execution/execute.ts';
import { historyOf } from './history.ts';
import { importTagList } from './import/import.ts';
import { loadRules } from './rules/rules.ts';
import { realData } from './testing/real-data.ts';
import { assetOf, exists } from './testing/project-reading.ts';
import { newWorld, type World } from './testing/world.ts';

const RULES = fileURLToPath(new URL('../../resources/rules', import.meta.url));
const CLASSES = parseValuesMapping(
  `dexpi_class:
  CentrifugalPump: {type: PUMP, pump_kind: CENTRIFUGAL}
  ReciprocatingPump: {type: PUMP, pump_kind: RECIPROCATING}
  PlateHeatExchanger: {type: HEAT_EXCHANGER}
  TubularHeatExchanger: {type: HEAT_EXCHANGER}
  Tank: {type: TANK}
`,
  'classes.yaml',
);

let world: World;
let first: ExecuteResult | null = null;
beforeAll(async () => {
  world = await newWorld({ country: 'DE' });
});
afterAll(() => world.close());

/** The reference P&ID C01 with its area and MCC, after the first execution of the baseline pack. */
async function executed(equipment: string): Promise<ExecuteResult> {
  if (first !== null) return first;
  await importTagList(world.project, equipment, { values: CLASSES, set: { area: '47' } });
  await world.importRows([
    { tag: 'AREA-47', type: 'AREA', area: '47' },
    { tag: '47-MCC-01', type: 'MCC', area: '47' },
  ]);
  loadRules(world.project, [RULES], null);
  first = executePlan(world.project, { scope: {}, reason: 'first run' });
  return first;
}

describe('the baseline pack on the reference P&ID', () => {
  test('gives the centrifugal pump of 60 kW a motor of 75 kW at 400 V, fed from the MCC of its area', async (context) => {
    await executed(realData(context, 'c01/C01_equipment.csv'));
    const motor = assetOf(world.project, 'P4711-M');
    expect(motor).toMatchObject({
      type: 'MOTOR',
      area: '47',
      parentId: assetOf(world.project, 'P4711').id,
      properties: { power_kw: 75, voltage_v: 400 },
    });
    const mcc = assetOf(world.project, '47-MCC-01').id;
    const { edges } = loadPlant(world.project.database);
    expect(
      edges.filter(({ sourceId, relation }) => sourceId === motor.id && relation === 'fed_from'),
    ).toMatchObject([{ targetId: mcc }]);
  });

  test('gives the reciprocating pump no motor, and the tank its level transmitter', async (context) => {
    await executed(realData(context, 'c01/C01_equipment.csv'));
    expect([exists(world.project, 'P4712-M'), assetOf(world.project, 'T4750-LT').type]).toEqual([
      false,
      'LEVEL_TRANSMITTER',
    ]);
  });

  test('tells in the history of the motor the row, the rule and the values', async (context) => {
    const { correlationId } = await executed(realData(context, 'c01/C01_equipment.csv'));
    const { found, events, related } = historyOf(world.project, 'p4711-m');
    expect(found?.entity.id).toBe(assetOf(world.project, 'P4711-M').id);
    const [creation] = events;
    expect([creation?.eventType, creation?.ruleId, creation?.correlationId]).toEqual([
      'ASSET_CREATED',
      'mech.pump-motor',
      correlationId,
    ]);
    expect(creation?.payload.context).toMatchObject({
      ruleId: 'mech.pump-motor',
      values: { 'props.pump_kind': 'CENTRIFUGAL' },
      source: { tag: 'P4711' },
      chain: [{ tag: 'P4711', file: 'C01_equipment.csv', row: 4 }],
    });
    const rating = events.find(({ payload }) =>
      payload.diff.some(({ field }) => field === 'properties.power_kw'),
    );
    expect(rating?.payload.context['values']).toMatchObject({ 'parent.props.shaft_power_kw': 60 });
    expect(related.map(({ eventType }) => eventType)).toContain('RELATIONSHIP_CREATED');
  });

  test('changes nothing the second time, and the log verifies', async (context) => {
    await executed(realData(context, 'c01/C01_equipment.csv'));
    const { summary } = executePlan(world.project, { scope: {}, reason: 'second run' });
    expect([summary.actionsTaken, summary.errors]).toEqual([0, 0]);
    expect(verifyProject(world.project.database).ok).toBe(true);
  });
});
