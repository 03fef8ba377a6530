import type { ProjectStatus } from '../../shared/contract/project.ts';
import { openNewProject, openShortcuts } from '../lib/overlays.ts';
import {
  chooseProject,
  chooseRules,
  chooseTagList,
  closeProject,
  exportLog,
  loadRules,
  openSample,
  verifyProject,
} from '../lib/project-actions.ts';
import { SCREENS } from './screens.ts';

/** Something the palette can do. */
export interface AppCommand {
  readonly label: string;
  readonly group: 'Go to' | 'Project' | 'Rules' | 'Log' | 'Help';
  /** Keys that do the same. */
  readonly keys?: string;
  /** Further words that find it. */
  readonly keywords?: readonly string[];
  readonly run: () => void;
}

/** The commands that make sense now. */
export function commandsFor(
  project: Pick<ProjectStatus, 'mode'> | null,
  goTo: (path: string) => void,
  control: 'Ctrl' | 'Cmd',
): readonly AppCommand[] {
  return [
    ...SCREENS.map(
      (screen, index): AppCommand => ({
        label: screen.word,
        group: 'Go to',
        keys: `${control}+${index + 1}`,
        run: () => goTo(screen.path),
      }),
    ),
    { label: 'New project...', group: 'Project', keys: `${control}+N`, run: openNewProject },
    { label: 'Open project...', group: 'Project', keys: `${control}+O`, run: chooseProject },
    { label: 'Open the sample project', group: 'Project', keywords: ['example', 'demo'], run: openSample },
    ...(project === null ? [] : forProject(goTo)),
    ...(project?.mode === 'WRITABLE' ? RULE_COMMANDS : []),
    { label: 'Keyboard shortcuts', group: 'Help', keys: '?', run: openShortcuts },
  ];
}

function forProject(goTo: (path: string) => void): readonly AppCommand[] {
  return [
    {
      label: 'Import a tag list...',
      group: 'Project',
      keywords: ['csv'],
      run: () => {
        goTo('/import');
        chooseTagList();
      },
    },
    { label: 'Close project', group: 'Project', run: closeProject },
    { label: 'Verify the log', group: 'Log', keywords: ['hash', 'chain', 'check'], run: verifyProject },
    { label: 'Export the log for an auditor (HTML)...', group: 'Log', run: () => exportLog('html') },
    { label: 'Export the log (CSV)...', group: 'Log', run: () => exportLog('csv') },
    { label: 'Export the log (JSON Lines)...', group: 'Log', run: () => exportLog('jsonl') },
  ];
}

const RULE_COMMANDS: readonly AppCommand[] = [
  { label: 'Load a rule file...', group: 'Rules', keywords: ['yaml', 'pack'], run: chooseRules },
  { label: 'Load the rules that come with Synapse', group: 'Rules', run: () => loadRules(null) },
];
