import { stat } from 'node:fs/promises';
import type { ParsedArgs, Push, RequestName, RequestResult } from '../../shared/contract/contract.ts';
import type { ImportPreview } from '../../shared/contract/imports.ts';
import type { ProjectStatus, RecentProject } from '../../shared/contract/project.ts';
import type { Host } from '../host/host-port.ts';
import type { FileRegistry } from './file-registry.ts';
import { rememberedImports, type RememberedImports } from './remembered-imports.ts';
import type { ShellPort } from './shell-port.ts';

/** How each request is answered. */
export type Routes = {
  readonly [N in RequestName]: (args: ParsedArgs<N>) => Promise<RequestResult<N>>;
};

export interface RouteDeps {
  readonly host: Host;
  readonly shell: ShellPort;
  readonly files: FileRegistry;
  readonly push: (push: Push) => void;
}

export function createRoutes(deps: RouteDeps): Routes {
  const { host, files } = deps;
  return {
    ...appRoutes(deps),
    ...projectRoutes(deps),
    ...importRoutes(deps),

    'run.cancel': async ({ runId }) => {
      host.cancel(runId);
      return null;
    },
    'verify.start': () => host.start({ kind: 'VERIFY' }),
    'export.start': async ({ fileId, format, filter }) =>
      host.start({ kind: 'EXPORT', path: files.pathOf(fileId), format, filter }),
    'rules.load': async ({ fileIds, reason }) =>
      host.start({ kind: 'RULES', paths: fileIds?.map(files.pathOf) ?? null, reason }),
    'plan.start': (request) => host.start({ kind: 'PLAN', ...request }),
    'execution.start': (request) => host.start({ kind: 'EXECUTION', ...request }),
    'rollback.start': (request) => host.start({ kind: 'ROLLBACK', ...request }),

    'rules.list': (args) => host.call('rules.list', args),
    'scope.counts': (args) => host.call('scope.counts', args),
    'plan.overview': (args) => host.call('plan.overview', args),
    'plan.page': (args) => host.call('plan.page', args),
    'plan.hash': (args) => host.call('plan.hash', args),
    'timeline.batches': (args) => host.call('timeline.batches', args),
    'timeline.batch': (args) => host.call('timeline.batch', args),
    'timeline.batchRules': (args) => host.call('timeline.batchRules', args),
    'timeline.events': (args) => host.call('timeline.events', args),
    'timeline.facets': (args) => host.call('timeline.facets', args),
    'timeline.histogram': (args) => host.call('timeline.histogram', args),
    'history.of': (args) => host.call('history.of', args),
    'rollback.preview': (args) => host.call('rollback.preview', args),
    'assets.page': (args) => host.call('assets.page', args),
    'assets.facets': (args) => host.call('assets.facets', args),
    'assets.get': (args) => host.call('assets.get', args),
    'assets.edit': (args) => host.call('assets.edit', args),
    'assets.create': (args) => host.call('assets.create', args),
    'assets.delete': (args) => host.call('assets.delete', args),
  };
}

type Some<N extends RequestName> = Pick<Routes, N>;

function appRoutes(
  deps: RouteDeps,
): Some<
  'app.state' | 'app.copyText' | 'app.showInFolder' | 'file.choose' | 'file.chooseTarget' | 'recent.forget'
> {
  const { host, shell, files } = deps;
  const refOf = (path: string | null) => (path === null ? null : files.register(path));
  return {
    'app.state': async () => ({
      version: shell.version,
      platform: shell.platform,
      userId: shell.userId,
      project: host.status,
      recent: await recentProjects(deps),
      run: host.run,
      problem: shell.startProblem(),
    }),
    'app.copyText': async ({ text }) => {
      shell.copyText(text);
      return null;
    },
    'app.showInFolder': async ({ fileId }) => {
      shell.showInFolder(files.pathOf(fileId));
      return null;
    },
    'file.choose': async ({ purpose }) => refOf(await shell.chooseFile(purpose)),
    'file.chooseTarget': async ({ purpose, suggestedName }) =>
      refOf(await shell.chooseTarget(purpose, suggestedName)),
    'recent.forget': async ({ fileId }) => {
      await shell.recent.forget(files.pathOf(fileId));
      return recentProjects(deps);
    },
  };
}

function projectRoutes(
  deps: RouteDeps,
): Some<'project.create' | 'project.open' | 'project.openSample' | 'project.close'> {
  const { host, shell, files } = deps;
  return {
    'project.create': ({ fileId, ...details }) =>
      remembered(deps, files.pathOf(fileId), (path) => host.create(path, details)),
    'project.open': ({ fileId, readOnly }) =>
      remembered(deps, files.pathOf(fileId), (path) => host.open(path, { readOnly })),
    'project.openSample': () => remembered(deps, shell.sampleTarget(), (path) => host.openSample(path)),
    'project.close': async () => {
      await host.closeProject();
      return null;
    },
  };
}

function importRoutes({
  host,
  shell,
  files,
}: RouteDeps): Some<'import.read' | 'import.rows' | 'import.start'> {
  const memory = rememberedImports(shell.preferences);
  return {
    'import.read': async ({ fileId, options }) => {
      const path = files.pathOf(fileId);
      const preview =
        options === null
          ? await readAsRemembered(host, memory, path)
          : await host.call('import.read', { path, options, isRemembered: false });
      memory.looked(preview.previewId, preview.columns, preview.options);
      return preview;
    },
    'import.rows': (args) => host.call('import.rows', args),
    'import.start': async ({ previewId }) => {
      const started = await host.start({ kind: 'IMPORT', previewId });
      await memory.imported(previewId);
      return started;
    },
  };
}

/** What was remembered may not fit this file any more; then it shows as it was detected. */
async function readAsRemembered(host: Host, memory: RememberedImports, path: string): Promise<ImportPreview> {
  const detected = await host.call('import.read', { path, options: {}, isRemembered: false });
  const options = await memory.find(detected.columns);
  if (options === null) return detected;
  const preview = await host.call('import.read', { path, options, isRemembered: true });
  return preview.problem === null
    ? preview
    : host.call('import.read', { path, options: {}, isRemembered: false });
}

/** Opens a project and puts it first in the list of recent ones. */
export async function remembered(
  deps: Pick<RouteDeps, 'shell' | 'files' | 'push'>,
  path: string,
  open: (path: string) => Promise<ProjectStatus>,
): Promise<ProjectStatus> {
  const status = await open(path);
  await deps.shell.recent.add(path, new Date().toISOString());
  deps.push({ type: 'recent', recent: await recentProjects(deps) });
  return status;
}

/** The recent list as the window shows it. */
export async function recentProjects({
  shell,
  files,
}: Pick<RouteDeps, 'shell' | 'files'>): Promise<readonly RecentProject[]> {
  const entries = await shell.recent.list();
  return Promise.all(
    entries.map(async ({ path, openedAt }) => ({
      ...files.register(path),
      openedAt,
      exists: await isThere(path),
    })),
  );
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
