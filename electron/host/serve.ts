import type { MessagePort } from 'node:worker_threads';
import { toErrorReport } from '../../shared/errors.ts';
import { createProject, openForReading, openForWriting, type ReadingProject } from '../services/project.ts';
import { createSampleProject } from '../services/sample-project.ts';
import type { FromThread, ProjectMaking, ThreadData, ToThread } from './protocol.ts';
import { readerThread } from './reader-thread.ts';
import { RunPusher } from './run-pusher.ts';
import type { ThreadWork } from './thread-work.ts';
import { writerThread } from './writer-thread.ts';

/** Opens the project, answers what comes one after another, and closes the project when told to. */
export async function serve(port: MessagePort, data: ThreadData): Promise<void> {
  const send = (message: FromThread): void => port.postMessage(message);
  try {
    const { project, work } = await open(data);
    let last: Promise<void> = Promise.resolve();
    port.on('message', (message: ToThread) => {
      last = last.then(async () => {
        if (message.type === 'close') close(port, project, send);
        else await answer(work, message, send);
      });
    });
    send({ type: 'opened' });
  } catch (error) {
    send({ type: 'refused', error: toErrorReport(error) });
    port.close();
  }
}

/** A window shows at once who holds a project, rather than wait for them; a thread that just closed is waited for. */
const CLAIM_WAIT_MS = 500;

async function open(data: ThreadData): Promise<{ project: ReadingProject; work: ThreadWork }> {
  const { role, path, userId, make, readOnlyReason } = data;
  if (make !== null) await makeProject(path, userId, make, data.rulesFolder);
  if (role === 'reader') {
    const project = openForReading(path);
    return { project, work: readerThread(project, data) };
  }
  if (readOnlyReason !== null) {
    const project = openForReading(path);
    return { project, work: writerThread(project, null, data) };
  }
  const project = await openForWriting(path, userId, undefined, CLAIM_WAIT_MS);
  return { project, work: writerThread(project, project, data) };
}

async function makeProject(path: string, userId: string, make: ProjectMaking, rules: string): Promise<void> {
  if (make.kind === 'NEW') createProject(path, { ...make, userId });
  else await createSampleProject(path, { userId, sampleFolder: make.sampleFolder, rulesFolder: rules });
}

function close(port: MessagePort, project: ReadingProject, send: (message: FromThread) => void): void {
  try {
    project.close();
  } finally {
    send({ type: 'closed' });
    port.close();
  }
}

async function answer(
  work: ThreadWork,
  message: Exclude<ToThread, { type: 'close' }>,
  send: (message: FromThread) => void,
): Promise<void> {
  if (message.type === 'run') {
    const { runId, request, startedAt } = message;
    const pusher = new RunPusher({
      runId,
      kind: request.kind,
      startedAt,
      send: (run) => send({ type: 'run', run }),
    });
    try {
      pusher.complete(await work.run(request, pusher));
    } catch (error) {
      pusher.stop(error);
    }
    return;
  }
  const { id, name, args } = message;
  try {
    send({ type: 'answer', id, answer: { ok: true, value: await work.call(name, args) } });
  } catch (error) {
    send({ type: 'answer', id, answer: { ok: false, error: toErrorReport(error) } });
  }
}
