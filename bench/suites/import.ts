import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Asset } from '../../shared/model/entities.ts';
import { inChild } from '../child.ts';
import type { SuiteContext } from '../measure.ts';
import { PLANT_KINDS } from '../plant/kinds.ts';
import { syntheticPlant } from '../plant/plant.ts';
import { seeded } from '../plant/random.ts';
import { PLANT_SEED, USERS } from '../project/build.ts';
import { scratchFolder } from '../project/cache.ts';
import { measuredAtMost, type BenchRow } from '../report/row.ts';
import { figure } from '../report/statistics.ts';
import type { ImportFigures, ImportTask } from './import-task.ts';

const ROWS = 100_000;
const RUNS = 3;
const MEMORY_LIMIT_MB = 500;

/** A tag list of 100k rows imported into a new project, each time in a process of its own. */
export async function importSuite({ statistic }: SuiteContext): Promise<BenchRow[]> {
  const folder = scratchFolder('import');
  try {
    const file = join(folder.path, 'plant.csv');
    await writeTagList(file);
    const figures: ImportFigures[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const task: ImportTask = { file, project: join(folder.path, `import-${run}.synapse`), rows: ROWS };
      figures.push(await inChild<ImportFigures>('suites/import-task.ts', task));
    }
    return [timeRow(figures, statistic), memoryRow(figures)];
  } finally {
    folder.discard();
  }
}

function timeRow(figures: readonly ImportFigures[], statistic: SuiteContext['statistic']): BenchRow {
  const runs = figures.map(({ ms }) => ms / 1000);
  const measured = { value: figure(runs, statistic), unit: 's' } as const;
  return {
    suite: 'import',
    name: 'CSV of 100k rows',
    measured,
    peer: null,
    ratio: null,
    required: null,
    runs,
  };
}

function memoryRow(figures: readonly ImportFigures[]): BenchRow {
  const runs = figures.map(({ peakMb }) => peakMb);
  return {
    suite: 'import',
    name: 'CSV of 100k rows, peak memory',
    measured: { value: figure(runs, 'median'), unit: 'MB' },
    peer: null,
    ratio: null,
    required: measuredAtMost(MEMORY_LIMIT_MB),
    runs,
  };
}

async function writeTagList(path: string): Promise<void> {
  await pipeline(Readable.from(tagList()), createWriteStream(path));
}

function* tagList(): Generator<string> {
  const properties = propertyNames();
  yield `${['tag', 'type', 'description', 'area', 'system', 'parent_tag', ...properties].join(';')}\n`;
  let parent: Asset | null = null;
  for (const asset of syntheticPlant(ROWS, PLANT_SEED, USERS[0])) {
    if (asset.type === 'AREA') parent = asset;
    const { tag, type, description, area, system } = asset;
    const parentTag = asset.type === 'AREA' ? '' : (parent?.tag ?? '');
    const values = properties.map((name) => String(asset.properties[name] ?? ''));
    yield `${[tag, type, description, area, system, parentTag, ...values].map((cell) => cell ?? '').join(';')}\n`;
  }
}

/** Every property that some kind of asset may have. */
function propertyNames(): string[] {
  const random = seeded(1);
  const names = new Set<string>();
  for (const kind of PLANT_KINDS) {
    for (let sample = 0; sample < 20; sample += 1) {
      for (const name of Object.keys(kind.properties(random))) names.add(name);
    }
  }
  return [...names];
}
