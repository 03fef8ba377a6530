import { toast } from 'sonner';
import { showProblem } from './app-store.ts';
import { request } from './client.ts';

/** Puts a text on the clipboard and says so: `what` is "Tag", "3 rows", "Link". */
export function copyText(text: string, what: string): void {
  request('app.copyText', { text }).then(
    () => toast(`${what} copied`, { duration: 1_500 }),
    (error: unknown) => showProblem(error),
  );
}
