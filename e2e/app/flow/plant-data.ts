import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './flow-test.ts';
import { ROOT } from '../desktop-app.ts';

/** The path of a real tag list, which stands beside the repository; skips the test, saying why, where it is absent. */
export function realList(name: string): string {
  const path = join(ROOT, '..', 'shared', 'data', name);
  test.skip(!existsSync(path), `${path} is absent: real tag lists are not part of this repository.`);
  return path;
}

/** What the classes of the reference P&ID mean. */
export const DEXPI_CLASSES = {
  CentrifugalPump: { type: 'PUMP', properties: 'pump_kind = CENTRIFUGAL' },
  ReciprocatingPump: { type: 'PUMP', properties: 'pump_kind = RECIPROCATING' },
  PlateHeatExchanger: { type: 'HEAT_EXCHANGER' },
  TubularHeatExchanger: { type: 'HEAT_EXCHANGER' },
  Tank: { type: 'TANK' },
} as const;

/** What the P&ID does not have: its area, with what feeds and collects there. */
export const AREA_47 = 'tag,type,area\n47,AREA,47\n47-MCC-01,MCC,47\n47-JB-01,JUNCTION_BOX,47\n';
