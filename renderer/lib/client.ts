import type {
  Push,
  RequestArgs,
  RequestName,
  RequestResult,
  SynapseBridge,
} from '../../shared/contract/contract.ts';
import type { FileRef } from '../../shared/contract/files.ts';
import type { ErrorCode, ErrorReport } from '../../shared/errors.ts';
import type { JsonObject } from '../../shared/json.ts';

declare global {
  interface Window {
    readonly synapse: SynapseBridge;
  }
}

/** A request that the main process refused. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: ErrorCode;
  readonly context: JsonObject;

  constructor({ code, message, context }: ErrorReport) {
    super(message);
    this.code = code;
    this.context = context;
  }
}

/** Asks the main process. Throws a RequestError where it refuses. */
export async function request<N extends RequestName>(
  name: N,
  args: RequestArgs<N>,
): Promise<RequestResult<N>> {
  const answer = await window.synapse.request(name, args);
  if (!answer.ok) throw new RequestError(answer.error);
  return answer.value;
}

/** Hands over a dropped file; a project is opened, any other file comes as a push. */
export async function dropFile(file: File): Promise<FileRef> {
  const answer = await window.synapse.drop(file);
  if (!answer.ok) throw new RequestError(answer.error);
  return answer.value;
}

const listeners = new Set<(push: Push) => void>();
let stop: (() => void) | null = null;

/** Calls back with each push. Returns how to stop. */
export function onPush(listener: (push: Push) => void): () => void {
  listeners.add(listener);
  stop ??= window.synapse.onPush(tellAll);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** A push is parsed once, however many listen. */
function tellAll(json: string): void {
  const push = JSON.parse(json) as Push;
  for (const listener of listeners) listener(push);
}
