import { z } from 'zod';
import { REQUESTS, type Answer, type RequestName } from '../../shared/contract/contract.ts';
import { SynapseError, toErrorReport } from '../../shared/errors.ts';
import type { Routes } from './routes.ts';

export interface HandlerOptions<Event> {
  readonly routes: Routes;
  /** Whether a request comes from our own window's page. */
  readonly isTrusted: (event: Event) => boolean;
}

/** Answers one request of the window: the value, or why there is none. It never rejects. */
export type RequestHandler<Event> = (event: Event, name: unknown, args: unknown) => Promise<Answer<unknown>>;

/** The one door for requests: who asks is checked, then the name, then the arguments. */
export function createHandler<Event>({ routes, isTrusted }: HandlerOptions<Event>): RequestHandler<Event> {
  return async (event, name, args) => {
    try {
      if (!isTrusted(event))
        throw new SynapseError('INVALID_ARGUMENT', 'The request does not come from the window of Synapse.');
      return { ok: true, value: await answer(routes, expectName(name), args) };
    } catch (error) {
      return { ok: false, error: toErrorReport(error) };
    }
  };
}

function answer(routes: Routes, name: RequestName, args: unknown): Promise<unknown> {
  const parsed = REQUESTS[name].args.safeParse(args);
  if (!parsed.success) throw refusedArgs(name, parsed.error);
  // The route takes what this very schema gives; the compiler cannot follow that through the union of names.
  const route = routes[name] as (args: unknown) => Promise<unknown>;
  return route(parsed.data);
}

function expectName(name: unknown): RequestName {
  if (typeof name === 'string' && Object.hasOwn(REQUESTS, name)) return name as RequestName;
  throw new SynapseError('INVALID_ARGUMENT', 'No such request is known.', {
    name: typeof name === 'string' ? name.slice(0, 100) : null,
  });
}

function refusedArgs(name: RequestName, error: z.ZodError): SynapseError {
  const [issue] = error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` ${issue.path.map(String).join('.')}:`;
  return new SynapseError(
    name.startsWith('timeline.') ? 'INVALID_FILTER' : 'INVALID_ARGUMENT',
    `What was asked for is not allowed.${where} ${issue?.message ?? ''}`.trim(),
    { request: name },
  );
}
