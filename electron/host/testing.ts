import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Push } from '../../shared/contract/contract.ts';
import type { ProjectStatus } from '../../shared/contract/project.ts';
import { isEnded, type RunOutcome, type RunState } from '../../shared/contract/runs.ts';
import { SynapseError } from '../../shared/errors.ts';
import { MOTOR_RULES } from '../services/testing/motor-rules.ts';
import type { RunRequest } from './calls.ts';
import { createHost } from './host.ts';
import type { Host } from './host-port.ts';
import { workerTransport, type Transport } from './transport.ts';

export const WORKER_URL = new URL('./worker.ts', import.meta.url);
const resource = (name: string): string => fileURLToPath(new URL(`../../resources/${name}`, import.meta.url));

/** A host over real threads, with a folder of its own; closed and removed when the test has finished. */
export interface HostWorld {
  readonly host: Host;
  readonly folder: string;
  /** Everything pushed so far. */
  readonly pushes: Push[];
  /** Threads in the order in which they were made: the writer first, then the reader. */
  readonly threads: Transport[];
  readonly at: (name: string) => string;
  create(name?: string): Promise<ProjectStatus>;
  /** Runs to the end and gives the last state. */
  run(request: RunRequest): Promise<RunState>;
  /** The outcome of a run that must complete. */
  outcome<K extends RunOutcome['kind']>(
    request: Extract<RunRequest, { kind: K }>,
  ): Promise<Extract<RunOutcome, { kind: K }>>;
  importList(text: string): Promise<string>;
  /** Pumps imported and the motor rules loaded: each pump gets a motor, an edge and a rating. */
  fill(pumps: number): Promise<void>;
  plan(): Promise<string>;
  /** Calls back with each push from now on. */
  onPush(listener: (push: Push) => void): void;
}

export function newHostWorld(userId = 'anna'): HostWorld {
  const folder = mkdtempSync(join(tmpdir(), 'synapse-host-'));
  const pushes: Push[] = [];
  const threads: Transport[] = [];
  const listeners = new Set<(push: Push) => void>();
  const open = workerTransport(WORKER_URL);
  const host = createHost(
    {
      userId,
      onPush: (push) => {
        pushes.push(push);
        for (const listener of listeners) listener(push);
      },
      fileRefOf: (path) => ({ fileId: 'file', name: basename(path), folder: dirname(path) }),
      sampleFolder: resource('sample/cooling-station'),
      rulesFolder: resource('rules'),
    },
    (data) => {
      const transport = open(data);
      threads.push(transport);
      return transport;
    },
  );
  onTestFinished(async () => {
    await host.closeProject({ cancelRun: true });
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (name: string): string => join(folder, name);
  const write = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const run = (request: RunRequest): Promise<RunState> => runToEnd(host, listeners, request);
  const world: HostWorld = {
    host,
    folder,
    pushes,
    threads,
    at,
    run,
    onPush: (listener) => void listeners.add(listener),
    create: (name = 'plant.synapse') => host.create(at(name), { name: 'Plant', country: 'DE', client: null }),
    outcome: async <K extends RunOutcome['kind']>(request: Extract<RunRequest, { kind: K }>) => {
      const { kind, outcome, error } = await run(request);
      if (outcome === null) throw new Error(`${kind}: ${error?.message ?? 'stopped'}`);
      return outcome as Extract<RunOutcome, { kind: K }>;
    },
    importList: async (text) => {
      const path = write('list.csv', text);
      const { previewId } = await host.call('import.read', { path, options: {}, isRemembered: false });
      return (await world.outcome({ kind: 'IMPORT', previewId })).correlationId;
    },
    fill: async (pumps) => {
      const rows = Array.from({ length: pumps }, (_, index) => `P-${index},PUMP,100,${10 + (index % 50)}`);
      await world.importList(['tag,type,area,shaft_power_kw', ...rows].join('\n'));
      const paths = [write('motors.yaml', `pack: motors\nrules:\n${MOTOR_RULES}`)];
      await world.outcome({ kind: 'RULES', paths, reason: null });
    },
    plan: async () => (await world.outcome({ kind: 'PLAN', scope: {}, takes: [] })).planId,
  };
  return world;
}

async function runToEnd(
  host: Host,
  listeners: Set<(push: Push) => void>,
  request: RunRequest,
): Promise<RunState> {
  const { promise, resolve } = Promise.withResolvers<RunState>();
  let runId: string | null = null;
  const ended: RunState[] = [];
  const listener = (push: Push): void => {
    if (push.type !== 'run' || !isEnded(push.run)) return;
    ended.push(push.run);
    if (push.run.runId === runId) resolve(push.run);
  };
  listeners.add(listener);
  ({ runId } = await host.start(request));
  const already = ended.find((run) => run.runId === runId);
  if (already !== undefined) resolve(already);
  const last = await promise;
  listeners.delete(listener);
  return last;
}

/** The SynapseError that a promise ends in. */
export async function refusalOf(promise: Promise<unknown>): Promise<SynapseError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof SynapseError) return error;
    throw error;
  }
  throw new Error('It was expected to be refused.');
}
