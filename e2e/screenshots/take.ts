/**
 * Takes the pictures of docs/screenshots: builds the application, walks once through its screens with the sample
 * project, and writes each scene in light and dark and in two sizes. Takes about two minutes.
 *
 *   npx node e2e/screenshots/take.ts
 *     --only NAME     walks through all, but writes only the pictures of this name
 *     --out FOLDER    writes there
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT } from '../app/desktop-app.ts';
import { launch } from '../app/launch.ts';
import { buildShot } from '../standin/build-shot.ts';
import { LOG_SCENES } from './scenes-log.ts';
import { RULES_SCENES } from './scenes-rules.ts';
import { START_SCENES } from './scenes-start.ts';
import { Stage } from './stage.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, out: { type: 'string', default: join(ROOT, 'docs', 'screenshots') } },
});

const folder = mkdtempSync(join(tmpdir(), 'anna-'));
const asAnna = pathToFileURL(join(import.meta.dirname, 'as-anna.mjs')).href;
process.env['NODE_OPTIONS'] = [process.env['NODE_OPTIONS'], `--import=${asAnna}`].filter(Boolean).join(' ');
const app = await launch({ built: await buildShot(), cwd: folder });
try {
  const stage = await Stage.of(app, {
    out: values.out,
    documents: join(folder, 'Documents'),
    only: values.only ?? null,
  });
  stage.page.on('pageerror', (error) => say(`page error: ${error.stack ?? error.message}`));
  for (const { name, play } of [...START_SCENES, ...RULES_SCENES, ...LOG_SCENES]) {
    const startedAt = Date.now();
    await play(stage).catch(async (error: unknown) => {
      await stage.page.screenshot({ path: join(tmpdir(), 'failed-scene.png') });
      throw new Error(`The scene ${name} failed; see ${join(tmpdir(), 'failed-scene.png')}.`, {
        cause: error,
      });
    });
    say(`${name}  ${Date.now() - startedAt} ms`);
  }
  say(`${stage.taken} pictures in ${values.out}`);
} finally {
  await app.kill();
  if (app.stderr() !== '') say(app.stderr());
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
