import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { closeDatabase, openMemory } from '../../electron/store/database.ts';

/** Where and when figures were measured. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly sqlite: string;
  /** Processes that wanted to run over the last minute, before the first measurement. */
  readonly load: number;
}

export function describeMachine(now: Date): Machine {
  const processors = cpus();
  return {
    date: now.toISOString().slice(0, 16).replace('T', ' '),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    sqlite: sqliteVersion(),
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** One line a fact. */
export function machineLines(machine: Machine): string[] {
  const { cpu, cores, memoryGb, system, node, sqlite, date, load } = machine;
  return [
    `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}`,
    `Node ${node}, SQLite ${sqlite}`,
    `${date} UTC, load before the first row ${load}`,
  ];
}

function sqliteVersion(): string {
  const database = openMemory();
  try {
    return String(database.prepare<[], string>('SELECT sqlite_version()').pluck().get());
  } finally {
    closeDatabase(database);
  }
}
