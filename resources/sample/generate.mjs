/*
 * Writes the sample project's files, always the same ones.
 *   node resources/sample/generate.mjs           writes them
 *   node resources/sample/generate.mjs --check   compares them with what is there; status 1 where they differ
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sampleFiles } from './station/files.mjs';

const FOLDER = fileURLToPath(new URL('cooling-station/', import.meta.url));
const options = process.argv.slice(2);

if (options.length === 0) write();
else if (options.length === 1 && options[0] === '--check') check();
else
  fail(`Unknown option ${options.join(' ')}. Give none to write the files, or --check to compare them.`, 2);

function write() {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of sampleFiles()) {
    writeFileSync(FOLDER + name, text);
    process.stdout.write(`wrote ${name}\n`);
  }
}

function check() {
  const different = [...sampleFiles()].filter(([name, text]) => present(name) !== text).map(([name]) => name);
  if (different.length === 0) process.stdout.write('The sample files are as generated.\n');
  else fail(`Not as generated: ${different.join(', ')}. Run \`npm run sample\` to write them again.`, 1);
}

function present(name) {
  try {
    return readFileSync(FOLDER + name, 'utf8');
  } catch {
    return null;
  }
}

function fail(message, status) {
  process.stderr.write(`${message}\n`);
  process.exitCode = status;
}
