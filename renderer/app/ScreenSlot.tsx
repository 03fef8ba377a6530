import { FolderOpen } from 'lucide-react';
import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useLocation } from 'react-router';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { ErrorState } from '../components/ErrorState.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useApp } from '../lib/app-store.ts';
import { openNewProject } from '../lib/overlays.ts';
import { chooseProject } from '../lib/project-actions.ts';

interface ScreenSlotProps {
  readonly screen: ReactNode;
  readonly needsProject?: boolean;
}

/** A screen's place: what fails in it stays in it, and without a project it says so. */
export function ScreenSlot({ screen, needsProject = false }: ScreenSlotProps) {
  const fileId = useApp((app) => app.project?.fileId ?? null);
  const { pathname } = useLocation();
  if (needsProject && fileId === null) return <NoProject />;
  return (
    <ErrorBoundary
      resetKeys={[fileId, pathname]}
      fallbackRender={({ error, resetErrorBoundary }) => (
        <ErrorState error={error} onRetry={resetErrorBoundary}>
          <p className="mt-1 text-text-muted">This screen cannot be shown. The project is as it was.</p>
        </ErrorState>
      )}
    >
      <Suspense fallback={<Skeleton rows={12} />}>
        {/* Another project is another screen: nothing of the one before stays. */}
        <div key={fileId} className="flex min-h-0 flex-1 flex-col">
          {screen}
        </div>
      </Suspense>
    </ErrorBoundary>
  );
}

function NoProject() {
  return (
    <EmptyState
      isScreen
      icon={<FolderOpen size={28} />}
      title="No project is open"
      hint="Open a project, or make a new one."
      action={
        <>
          <Button onClick={openNewProject}>New project...</Button>
          <Button variant="primary" onClick={chooseProject}>
            Open project...
          </Button>
        </>
      }
    />
  );
}
