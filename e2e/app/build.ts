import { buildIfNewer } from '../../scripts/start/build.mjs';

/** Before the tests: the application as its source is now, unless `SYNAPSE_BUILT` names the build to be tested. */
export default async function build(): Promise<void> {
  if (process.env['SYNAPSE_BUILT'] !== undefined) return;
  await buildIfNewer((sentence) => {
    process.stderr.write(`${sentence}\n`);
  });
}
