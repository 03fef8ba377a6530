/** Checks, without a network, that the installers would be made as meant: `node scripts/check-packaging.ts [FOLDER]`. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const require = createRequire(import.meta.url);

/** What must stand in the configuration, as the safety of the installed application rests on it. */
const required = z.object({
  npmRebuild: z.literal(false),
  asar: z.literal(true),
  asarUnpack: z.array(z.string()).refine((globs) => globs.some((glob) => glob.includes('better-sqlite3')), {
    message: 'better-sqlite3 is native and must be unpacked',
  }),
  electronFuses: z.object({
    runAsNode: z.literal(false),
    enableCookieEncryption: z.literal(true),
    enableNodeOptionsEnvironmentVariable: z.literal(false),
    enableNodeCliInspectArguments: z.literal(false),
    enableEmbeddedAsarIntegrityValidation: z.literal(true),
    onlyLoadAppFromAsar: z.literal(true),
    grantFileProtocolExtraPrivileges: z.literal(false),
  }),
  fileAssociations: z.array(z.object({ ext: z.literal('synapse') })).min(1),
  win: z.object({ icon: z.string(), target: z.tuple([z.literal('nsis'), z.literal('portable')]) }),
  mac: z.object({ icon: z.string(), target: z.tuple([z.literal('dmg')]) }),
  linux: z.object({ icon: z.string(), target: z.tuple([z.literal('AppImage'), z.literal('deb')]) }),
  extraResources: z.array(z.object({ from: z.string(), to: z.string() })),
});

/** What is wrong with the configuration under `root`; nothing if all is well. */
export async function packagingProblems(root: string): Promise<string[]> {
  const config: unknown = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  const bySchema = await schemaProblem(config);
  if (bySchema !== null) return [bySchema];
  const parsed = required.safeParse(config);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { win, mac, linux, extraResources } = parsed.data;
  return [win.icon, mac.icon, linux.icon, ...extraResources.map(({ from }) => from)]
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => `${path} does not exist`);
}

/** electron-builder's own check, which it exports only to itself. */
async function schemaProblem(config: unknown): Promise<string | null> {
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as {
    validateConfiguration: (config: unknown, logger: unknown) => Promise<void>;
  };
  const { DebugLogger } = require('builder-util') as { DebugLogger: new (enabled: boolean) => unknown };
  try {
    await validateConfiguration(config, new DebugLogger(false));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

if (import.meta.main) {
  const problems = await packagingProblems(resolve(process.argv[2] ?? '.'));
  console.log(
    [...problems.map((problem) => `electron-builder.yml: ${problem}`), `${problems.length} problems`].join(
      '\n',
    ),
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
