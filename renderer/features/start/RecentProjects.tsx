import { FileWarning, X } from 'lucide-react';
import type { FileRef } from '../../../shared/contract/files.ts';
import type { RecentProject } from '../../../shared/contract/project.ts';
import { CopyMenu } from '../../components/CopyMenu.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Time } from '../../components/Time.tsx';
import { classNames } from '../../lib/class-names.ts';
import { forgetProject, openProject, showInFolder } from '../../lib/project-actions.ts';

interface RecentProjectsProps {
  readonly recent: readonly RecentProject[];
  readonly open: FileRef | null;
}

/** The projects that were open before, newest first. One whose file is gone says so. */
export function RecentProjects({ recent, open }: RecentProjectsProps) {
  return (
    <section aria-labelledby="recent">
      <h2 id="recent" className="label-caps mb-1">
        Recent projects
      </h2>
      {recent.length === 0 ? (
        <p className="text-text-muted">None yet. Projects that you open are listed here.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {recent.map((project) => (
            <RecentRow
              key={project.fileId}
              project={project}
              isOpen={open !== null && isSameFile(project, open)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

const isSameFile = (a: FileRef, b: FileRef): boolean => a.name === b.name && a.folder === b.folder;

interface RecentRowProps {
  readonly project: RecentProject;
  readonly isOpen: boolean;
}

function RecentRow({ project, isOpen }: RecentRowProps) {
  const isUsable = project.exists && !isOpen;
  return (
    <CopyMenu
      items={[
        { label: 'Copy file name', text: project.name },
        { label: 'Copy folder', text: project.folder },
        ...(project.exists
          ? [{ label: 'Show in folder', onSelect: () => showInFolder(project.fileId) }]
          : []),
      ]}
    >
      <li className="flex h-10 items-center hover:bg-hover">
        <button
          type="button"
          disabled={!isUsable}
          onClick={() => openProject(project.fileId)}
          className="flex h-full min-w-0 flex-1 items-center gap-3 px-3 text-left"
        >
          <span
            className={classNames('shrink-0 font-medium', !project.exists && 'text-text-muted line-through')}
          >
            {project.name}
          </span>
          <span className="min-w-0 flex-1 truncate text-small text-text-muted" title={project.folder}>
            {project.folder}
          </span>
          {isOpen && <span className="text-small text-text-muted">open</span>}
          {project.exists ? (
            <Time at={project.openedAt} className="text-small text-text-muted" />
          ) : (
            <span className="flex items-center gap-1 text-small text-warning">
              <FileWarning size={14} aria-hidden />
              The file is not there any more
            </span>
          )}
        </button>
        <IconButton
          className="mr-1"
          label={`Remove ${project.name} from this list`}
          icon={<X size={14} aria-hidden />}
          onClick={() => forgetProject(project.fileId)}
        />
      </li>
    </CopyMenu>
  );
}
