import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';

/** Tag lists of real plants, which stand beside the repository and not in it. */
const FOLDER = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

/** The path of a file of real data; skips the test, saying why, where it is absent. */
export function realData(context: TestContext, name: string): string {
  const path = `${FOLDER}${name}`;
  if (!existsSync(path)) context.skip(`${path} is absent: real tag lists are not part of this repository.`);
  return path;
}
