import { Lock, PencilLine, ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import type { ProjectStatus } from '../../shared/contract/project.ts';
import { Tooltip } from '../components/Tooltip.tsx';
import { useApp } from '../lib/app-store.ts';
import { classNames } from '../lib/class-names.ts';
import { copyText } from '../lib/copy-text.ts';
import { formatCount, formatCountOf, formatFullTime, formatTime, shortHash } from '../lib/format.ts';
import { verifyProject } from '../lib/project-actions.ts';
import { RunStatus } from './RunStatus.tsx';

/** What is always true: the file, its mode, its counts, where its log ends, whether it was checked, what runs. */
export function StatusBar() {
  const project = useApp((app) => app.project);
  return (
    <footer
      aria-label="Status"
      className="flex h-6 shrink-0 items-center gap-1 overflow-hidden border-t border-line bg-surface-sunken px-1 text-small whitespace-nowrap text-text-muted"
    >
      {project === null ? <Item>No project open</Item> : <ProjectItems project={project} />}
      <span className="flex-1" />
      <RunStatus />
    </footer>
  );
}

function ProjectItems({ project }: { readonly project: ProjectStatus }) {
  const { counts } = project;
  return (
    <>
      <Tooltip content={`${project.name} in ${project.folder}`} side="top">
        <ItemButton does="Copy its folder" onClick={() => copyText(project.folder, 'Folder')}>
          <span className="max-w-56 truncate font-medium text-text">{project.name}</span>
        </ItemButton>
      </Tooltip>
      <Mode project={project} />
      <Item>{formatCountOf(counts.assets, 'asset')}</Item>
      <Item className="max-narrow:hidden">{formatCountOf(counts.cables, 'cable')}</Item>
      <Item className="max-wide:hidden">{formatCountOf(counts.packages, 'package')}</Item>
      <Item className="max-wide:hidden">{formatCountOf(counts.rules, 'rule')}</Item>
      {counts.findings > 0 && (
        <Item className="max-narrow:hidden">{formatCountOf(counts.findings, 'open finding')}</Item>
      )}
      <Head project={project} />
      <Verified project={project} />
    </>
  );
}

function Mode({ project: { mode, readOnlyReason } }: { readonly project: ProjectStatus }) {
  if (mode === 'WRITABLE') {
    return (
      <Item className="max-narrow:hidden">
        <PencilLine size={12} aria-hidden />
        writable
      </Item>
    );
  }
  return (
    <Tooltip content={readOnlyReason ?? 'The project can only be read.'} side="top">
      <span tabIndex={0} className="flex h-5 items-center gap-1 rounded px-1.5 text-warning">
        <Lock size={12} aria-hidden />
        read-only
      </span>
    </Tooltip>
  );
}

function Head({ project: { head, counts } }: { readonly project: ProjectStatus }) {
  const told = `The log ends at event ${formatCount(head.position)}, hash ${head.hash}. Click to copy the hash.`;
  return (
    <Tooltip content={<span className="break-all">{told}</span>} side="top">
      <ItemButton does="Copy the hash" onClick={() => copyText(head.hash, 'Hash')}>
        <span className="max-wide:hidden">{formatCountOf(counts.events, 'event')},</span>
        head <span className="font-mono text-[11px]">{shortHash(head.hash)}</span>
      </ItemButton>
    </Tooltip>
  );
}

function Verified({ project: { verified, head } }: { readonly project: ProjectStatus }) {
  const isRunning = useApp((app) => app.run?.status === 'RUNNING');
  const { Icon, text, told, colour } = verifiedLook(verified, head.position);
  return (
    <Tooltip content={told} side="top">
      <ItemButton does="Verify now" disabled={isRunning} onClick={verifyProject} className={colour}>
        <Icon size={12} aria-hidden />
        {text}
      </ItemButton>
    </Tooltip>
  );
}

function verifiedLook(verified: ProjectStatus['verified'], head: number) {
  if (verified === null) {
    return { Icon: ShieldQuestion, text: 'not verified', colour: '', told: 'Not verified in this session.' };
  }
  const at = `${formatFullTime(verified.at)}, up to event ${formatCount(verified.position)}.`;
  if (!verified.ok) {
    return {
      Icon: ShieldAlert,
      text: 'altered',
      colour: 'text-error',
      told: `The log is not as it was written: ${at}`,
    };
  }
  const later = head - verified.position;
  const text = `verified ${formatTime(verified.at).replace(/^today /, '')}`;
  const rest = later > 0 ? ` ${formatCountOf(later, 'event')} since.` : '';
  return { Icon: ShieldCheck, text, colour: later > 0 ? '' : 'text-add', told: `Verified ${at}${rest}` };
}

function Item({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <span className={classNames('flex items-center gap-1 px-1.5', className)}>{children}</span>;
}

interface ItemButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What a click does, read aloud after what the button shows. */
  readonly does: string;
}

function ItemButton({ does, className, children, ...rest }: ItemButtonProps) {
  return (
    <button
      type="button"
      className={classNames('flex h-5 items-center gap-1 rounded px-1.5 hover:bg-hover', className)}
      {...rest}
    >
      {children}
      <span className="sr-only">, {does}</span>
    </button>
  );
}
