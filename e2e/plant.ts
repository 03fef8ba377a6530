import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDesk, type Desk } from '../electron/cli/testing.ts';
import { MOTOR_RULES } from '../electron/services/testing/motor-rules.ts';
import { displayText, type JsonObject } from '../shared/json.ts';

/** The stations of a job on a large tag list: before its import, before its execution, and after it. */
export type Station = 'empty' | 'imported' | 'executed';

export interface Plant {
  /** Runs commands inside this process, which is quicker. */
  readonly desk: Desk;
  readonly folder: string;
  /** The tag list. */
  readonly list: string;
  readonly rules: string;
  /** The batch of the execution. */
  readonly execution: string;
  /** What `info` counts at a station. */
  readonly counts: Readonly<Record<Station, JsonObject>>;
  /** A project of its own that stands at a station. */
  project(station: Station): string;
  close(): void;
}

/** A plant of `pumps` pumps, each of which the rules give a motor, its rating and an edge. */
export async function newPumpPlant(pumps: number): Promise<Plant> {
  const desk = newDesk();
  const { folder, path, done } = desk;
  const [list, rules] = [path('pumps.csv'), path('motors.yaml')];
  writeFileSync(list, pumpList(pumps));
  writeFileSync(rules, `pack: motors\nrules:\n${MOTOR_RULES}`);
  await done('new', path('empty'), '--name', 'Plant', '--country', 'DE');
  await done('rules', 'load', path('empty'), rules);
  copyFileSync(path('empty'), path('imported'));
  await done('import', path('imported'), list);
  copyFileSync(path('imported'), path('executed'));
  const { correlationId } = await done('execute', path('executed'));
  let projects = 0;
  return {
    desk,
    folder,
    list,
    rules,
    execution: displayText(correlationId),
    counts: {
      empty: await countsOf(desk, path('empty')),
      imported: await countsOf(desk, path('imported')),
      executed: await countsOf(desk, path('executed')),
    },
    project: (station) => {
      projects += 1;
      copyFileSync(path(station), path(`plant-${projects}.synapse`));
      return path(`plant-${projects}.synapse`);
    },
    close: () => desk.close(),
  };
}

export function pumpList(pumps: number): string {
  const rows = Array.from(
    { length: pumps },
    (_, index) =>
      `P-${index},PUMP,${(index % 9) + 1}00,${(index % 40) + 1},cooling water pump number ${index}`,
  );
  return `tag,type,area,shaft_power_kw,description\n${rows.join('\n')}\n`;
}

/** The entities of a project by kind, as `info` counts them. */
export async function countsOf(desk: Desk, project: string): Promise<JsonObject> {
  const { counts } = await desk.done('info', project);
  const { assets, edges, findings } = counts as JsonObject;
  return { assets, edges, findings };
}

/** What stands in the folder of a project beside it and what belongs to it. */
export const filesBeside = (project: string, { folder }: Pick<Plant, 'folder'>): string[] =>
  readdirSync(folder).filter((name) => join(folder, name).startsWith(`${project}-`) || name.endsWith('.tmp'));
