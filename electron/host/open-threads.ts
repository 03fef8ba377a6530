import { SynapseError } from '../../shared/errors.ts';
import { startThread, type ProjectThread, type ThreadListeners } from './project-thread.ts';
import type { ProjectMaking, ThreadData } from './protocol.ts';
import type { OpenTransport } from './transport.ts';

/** The threads of an open project. */
export interface ProjectThreads {
  readonly path: string;
  readonly writer: ProjectThread;
  readonly reader: ProjectThread;
  /** Why the project can only be read; null where it can be written. */
  readonly readOnlyReason: string | null;
  /** A further thread that reads, for work that would keep the reader from answering. */
  startAside(listeners: ThreadListeners): Promise<ProjectThread>;
  /** Readers first, the writer last: it leaves one file that can be copied. */
  close(): Promise<void>;
}

export interface OpeningOptions {
  readonly path: string;
  readonly userId: string;
  readonly rulesFolder: string;
  readonly readOnly: boolean;
  readonly make: ProjectMaking | null;
}

/**
 * Opens a project in two threads. One that is held elsewhere or write-protected is opened for reading.
 * @throws SynapseError as `openForWriting` and `openForReading`
 */
export async function openThreads(
  openTransport: OpenTransport,
  options: OpeningOptions,
  listeners: ThreadListeners,
): Promise<ProjectThreads> {
  const { path, userId, rulesFolder, make } = options;
  const common = { path, userId, rulesFolder };
  const start = (data: Pick<ThreadData, 'role' | 'readOnlyReason' | 'make'>, of = listeners) =>
    startThread(openTransport, { ...common, ...data }, of);
  const writer = await startWriter(
    (readOnlyReason) => start({ role: 'writer', readOnlyReason, make }),
    options,
  );
  try {
    const reader = await start({ role: 'reader', readOnlyReason: null, make: null });
    return {
      path,
      writer,
      reader,
      readOnlyReason: writer.data.readOnlyReason,
      startAside: (of) => start({ role: 'reader', readOnlyReason: null, make: null }, of),
      close: async () => {
        await reader.close();
        await writer.close();
      },
    };
  } catch (error) {
    await writer.close();
    throw error;
  }
}

async function startWriter(
  start: (readOnlyReason: string | null) => Promise<ProjectThread>,
  { readOnly }: OpeningOptions,
): Promise<ProjectThread> {
  if (readOnly) return start('The project was opened for reading only.');
  try {
    return await start(null);
  } catch (error) {
    if (!(error instanceof SynapseError) || !MAKES_READ_ONLY.has(error.code)) throw error;
    return start(error.message);
  }
}

const MAKES_READ_ONLY: ReadonlySet<string> = new Set(['PROJECT_LOCKED', 'READ_ONLY']);
