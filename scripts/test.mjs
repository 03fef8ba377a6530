// @ts-check
/** `npm test`: sets up if needed, then runs every check and ends with one line of counts. */
import { runProgram } from './run.mjs';

await runProgram('scripts/check-all.ts', process.argv.slice(2));
