import type { ReactNode } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { useApp } from '../../lib/app-store.ts';
import { NoAssets } from './empty/NoAssets.tsx';
import { NoRules } from './empty/NoRules.tsx';
import { RuleExecutionPanel } from './RuleExecutionPanel.tsx';

/** Rules applied to the plant: a dry run of what they would change, and its execution. */
export function ExecutionScreen(): ReactNode {
  const project = useApp((app) => app.project);
  if (project === null)
    return <EmptyState title="No project is open" hint="Open a project, or make a new one." />;
  const { rules, assets } = project.counts;
  if (rules > 0 && assets > 0) return <RuleExecutionPanel readOnlyReason={project.readOnlyReason} />;
  return (
    <div className="flex h-full min-h-0 flex-1 flex-col">
      <ScreenHeader title="Rules" />
      <div className="min-h-0 flex-1 overflow-auto">{rules === 0 ? <NoRules /> : <NoAssets />}</div>
    </div>
  );
}
