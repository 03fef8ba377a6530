import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SynapseError } from '../../shared/errors.ts';

/** A folder of its own for one test file. */
export interface TestFolder {
  readonly path: string;
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
}

export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'synapse-formats-'));
  return {
    path,
    write: (name, content) => {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** The SynapseError that a promise or function ends in; anything else fails the test. */
export async function refusal(action: (() => unknown) | Promise<unknown>): Promise<SynapseError> {
  try {
    await (typeof action === 'function' ? action() : action);
  } catch (error) {
    if (error instanceof SynapseError) return error;
    throw error;
  }
  return expect.fail('it was expected to be refused');
}

export async function collect<T>(items: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
