import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ProjectStatus } from '../../../shared/contract/project.ts';
import { Button } from '../../components/Button.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { formatCount } from '../../lib/format.ts';
import { closeProject, showInFolder } from '../../lib/project-actions.ts';

/** The project that is open: what is in it and where to go on. */
export function OpenProjectCard({ project }: { readonly project: ProjectStatus }) {
  const { counts } = project;
  return (
    <section aria-labelledby="open-project" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <h1 id="open-project" className="truncate text-figure font-semibold">
            {project.project.name}
          </h1>
          <p className="truncate text-text-muted select-text">
            {[project.project.client, project.project.country, project.name].filter(Boolean).join(', ')} in{' '}
            {project.folder}
          </p>
        </div>
        <div className="flex gap-2 pt-1">
          <Button variant="ghost" onClick={() => showInFolder(project.fileId)}>
            Show in folder
          </Button>
          <Button onClick={closeProject}>Close project</Button>
        </div>
      </div>
      {project.mode === 'READ_ONLY' && (
        <p className="flex items-center gap-2 rounded-md border border-warning/40 bg-warning/8 px-3 py-2">
          <SeverityIcon severity="WARNING" />
          {project.readOnlyReason ?? 'The project can only be read.'}
        </p>
      )}
      <ul
        aria-label="What is in it"
        className="grid grid-cols-6 gap-px overflow-hidden rounded-md border border-line bg-line max-narrow:grid-cols-3"
      >
        <Figure to="/assets" label="assets" value={counts.assets} />
        <Figure to="/assets" label="cables" value={counts.cables} />
        <Figure to="/assets" label="packages" value={counts.packages} />
        <Figure to="/rules/execution" label="rules" value={counts.rules} />
        <Figure to="/rules/timeline" label="events" value={counts.events} />
        <Figure to="/rules/timeline" label="open findings" value={counts.findings} />
      </ul>
      <NextStep project={project} />
    </section>
  );
}

interface FigureProps {
  readonly to: string;
  readonly label: string;
  readonly value: number;
}

function Figure({ to, label, value }: FigureProps) {
  return (
    <li className="bg-surface">
      <Link to={to} className="flex flex-col px-3 py-2 hover:bg-hover">
        <span className="text-figure">{formatCount(value)}</span>
        <span className="label-caps">{label}</span>
      </Link>
    </li>
  );
}

function NextStep({ project: { counts, mode } }: { readonly project: ProjectStatus }) {
  if (mode === 'READ_ONLY') return null;
  if (counts.assets === 0)
    return <Step to="/import" text="The project has no assets yet." link="Import a tag list" />;
  if (counts.rules === 0) {
    return <Step to="/rules/execution" text="No rules are loaded yet." link="Load rules" />;
  }
  return <Step to="/rules/execution" text="See what the rules would change." link="Dry run" />;
}

interface StepProps {
  readonly text: ReactNode;
  readonly link: string;
  readonly to: string;
}

function Step({ text, link, to }: StepProps) {
  return (
    <p className="flex items-center gap-2">
      <span className="text-text-muted">{text}</span>
      <Link to={to} className="inline-flex items-center gap-1 font-medium text-accent hover:underline">
        {link} <ArrowRight size={14} aria-hidden />
      </Link>
    </p>
  );
}
