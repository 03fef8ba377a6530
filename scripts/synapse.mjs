// @ts-check
/** The `synapse` command in the repository: `npm run --silent synapse -- ARGS`. */
import { runProgram } from './run.mjs';

await runProgram('electron/cli/main.ts', process.argv.slice(2));
