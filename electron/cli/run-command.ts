import { CommanderError } from 'commander';
import { toErrorReport, type ErrorReport } from '../../shared/errors.ts';
import { displayText, isJsonArray, isJsonObject } from '../../shared/json.ts';
import { createOutput, OutputClosed, type Output } from './output.ts';
import { buildProgram } from './program.ts';

export interface Surroundings {
  readonly shouldCancel: () => boolean;
}

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs one command and gives its exit status: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCommand(
  argv: readonly string[],
  { shouldCancel }: Surroundings,
  output: Output = createOutput(),
): Promise<number> {
  const wantsJson = argv.includes('--json');
  let status = DONE;
  try {
    const finish = (code: number): void => {
      status = code;
    };
    const program = await buildProgram(argv, { output, shouldCancel, json: wantsJson, finish });
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof OutputClosed) return FAILED;
    if (error instanceof CommanderError) return usageStatus(error, wantsJson, output);
    const report = toErrorReport(error);
    if (wantsJson) output.json({ error: report });
    else showReport(output, report);
    return FAILED;
  }
}

/** The sentence of an error and, for a rollback, everything that stands against it. */
function showReport(output: Output, { code, message, context }: ErrorReport): void {
  output.note(`${code}: ${message}`);
  const { conflicts } = context;
  if (!isJsonArray(conflicts)) return;
  for (const conflict of conflicts.filter(isJsonObject)) {
    const { tag, field, kind, userId, timestamp, reason } = conflict;
    const who = [kind, 'of', userId, timestamp].map(displayText).join(' ');
    output.note(`! ${displayText(tag)} ${displayText(field)}: ${who}: ${displayText(reason)}`);
  }
}

/** Help is no error; all else that the parser throws is wrong usage, which it has told on standard error. */
function usageStatus(error: CommanderError, wantsJson: boolean, output: Output): number {
  if (error.exitCode === 0) return DONE;
  const message = error.message.replace(/^error: /, '');
  if (wantsJson) output.json({ error: { code: 'INVALID_ARGUMENT', message, context: {} } });
  return WRONG_USAGE;
}
