import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { OPTIONS } from './options.ts';

type Listener = (argv: string[], folder: string) => void;

const DIGEST = createHash('sha256').update(OPTIONS.userData).digest('hex').slice(0, 16);
const ADDRESS =
  process.platform === 'win32'
    ? `\\\\.\\pipe\\synapse-${DIGEST}`
    : join(tmpdir(), `synapse-${DIGEST}.socket`);

/** Asks, in a process of its own as Electron's answer comes at once, whether another instance listens. */
const KNOCK = `
  const socket = require('node:net').connect(process.argv[1]);
  socket.on('connect', () => socket.end(process.argv[2]));
  socket.on('close', (failed) => process.exit(failed ? 1 : 0));
  socket.on('error', () => undefined);`;

/** Whether surely no other instance listens; whoever ended without a word may have left the address behind. */
export const isAlone = (): boolean => process.platform !== 'win32' && !existsSync(ADDRESS);

/** True where this is the first instance; otherwise the first one is told how this one was called. */
export function takeInstanceLock(onSecond: Listener): boolean {
  const call = JSON.stringify({ argv: process.argv, folder: process.cwd() });
  if (!isAlone() && spawnSync(process.execPath, ['-e', KNOCK, ADDRESS, call]).status === 0) return false;
  if (process.platform !== 'win32') {
    rmSync(ADDRESS, { force: true });
    process.once('exit', () => rmSync(ADDRESS, { force: true }));
  }
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    socket.on('end', () => {
      const { argv, folder } = JSON.parse(text) as { argv: string[]; folder: string };
      onSecond(argv, folder);
    });
  });
  server.listen(ADDRESS).unref();
  return true;
}

/** Tells a running instance, as a second one would. */
export function knock(argv: readonly string[], folder: string): void {
  connect(ADDRESS).end(JSON.stringify({ argv, folder }));
}
