import type { RunOutcome } from '../../shared/contract/runs.ts';
import { SynapseError } from '../../shared/errors.ts';
import type { CallName, RunRequest } from './calls.ts';
import type { RunPusher } from './run-pusher.ts';

/** What a thread does with what it is told. */
export interface ThreadWork {
  call(name: CallName, args: unknown): unknown;
  run(request: RunRequest, pusher: RunPusher): Promise<RunOutcome>;
}

/** Calls the handler of a name. The arguments were checked by type where the call was made, in this application. */
export function dispatch(handlers: object, name: string, args: unknown): unknown {
  const handler: unknown = Object.getOwnPropertyDescriptor(handlers, name)?.value;
  if (typeof handler !== 'function')
    throw new SynapseError('INTERNAL', `This thread does not answer "${name}".`, { name });
  return (handler as (args: unknown) => unknown)(args);
}
