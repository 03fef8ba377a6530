import { z } from 'zod';
import { debuggingAddress } from './browser.ts';

/** What a test asks of the main process: to run a function over the stand-in's exports. */
const questionSchema = z.object({ id: z.number(), source: z.string(), arg: z.unknown() });

/** What the main process tells a test. */
export type Told =
  | { readonly kind: 'ready'; readonly address: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Lets the test that started this process run functions in it, as Playwright does with Electron's. */
export function serveTest(electron: object): void {
  if (process.send === undefined) return;
  const tell = (told: Told): void => void process.send?.(told);
  process.on('message', (message) => {
    const { id, source, arg } = questionSchema.parse(message);
    // The test's own function, from the test's own process.
    // oxlint-disable-next-line typescript/no-implied-eval -- this is how Playwright does it, too
    const run = new Function('electron', 'arg', `return (${source})(electron, arg)`) as Runner;
    Promise.resolve()
      .then(() => run(electron, arg))
      .then(
        (value) => tell({ kind: 'answer', id, value: value ?? null }),
        (error: unknown) => tell({ kind: 'failed', id, message: String(error) }),
      );
  });
  // A test that went away takes the application with it.
  process.on('disconnect', () => process.exit(1));
  void debuggingAddress().then((address) => tell({ kind: 'ready', address }));
}

type Runner = (electron: object, arg: unknown) => unknown;
