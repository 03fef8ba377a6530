import { Boxes, FilePlus2, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { useApp } from '../../lib/app-store.ts';
import { openNewProject } from '../../lib/overlays.ts';
import { chooseProject, openSample } from '../../lib/project-actions.ts';
import { OpenProjectCard } from './OpenProjectCard.tsx';
import { RecentProjects } from './RecentProjects.tsx';

/** Where the work begins: the open project, or what to open. */
export function StartScreen() {
  const project = useApp((app) => app.project);
  const recent = useApp((app) => app.recent);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-6 px-6 py-8">
        {project === null ? <Welcome /> : <OpenProjectCard project={project} />}
        <div className="grid grid-cols-3 gap-3 max-[760px]:grid-cols-1">
          <Way
            icon={<FilePlus2 size={18} aria-hidden />}
            title="New project"
            text="One file, wherever you like."
            action={
              <Button
                variant={project === null && recent.length === 0 ? 'primary' : 'secondary'}
                onClick={openNewProject}
              >
                New project...
              </Button>
            }
          />
          <Way
            icon={<FolderOpen size={18} aria-hidden />}
            title="Open a project"
            text="A .synapse file. You can also drop it here."
            action={<Button onClick={chooseProject}>Open project...</Button>}
          />
          <Way
            icon={<Boxes size={18} aria-hidden />}
            title="Look around"
            text="A small plant with tags and rules, to try everything."
            action={<Button onClick={openSample}>Open the sample</Button>}
          />
        </div>
        <RecentProjects recent={recent} open={project} />
      </div>
    </div>
  );
}

function Welcome() {
  return (
    <div>
      <h1 className="text-figure font-semibold">Synapse</h1>
      <p className="mt-1 max-w-2xl text-text-muted">
        Import your tag lists, and rules add the motors, cables, signals and packages that follow from them.
        <br />
        You see every change before it happens, and can look up, prove and roll back any of them afterwards.
      </p>
    </div>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}

function Way({ icon, title, text, action }: WayProps) {
  return (
    <section className="flex flex-col items-start gap-1 rounded-md border border-line bg-surface-raised p-4">
      <h2 className="flex items-center gap-2 font-semibold">
        <span className="text-accent">{icon}</span>
        {title}
      </h2>
      <p className="mb-2 flex-1 text-text-muted">{text}</p>
      {action}
    </section>
  );
}
