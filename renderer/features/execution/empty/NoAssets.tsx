import { ListTree } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';

/** A project without assets: rules have nothing to start from. */
export function NoAssets(): ReactNode {
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={<ListTree size={28} />}
      title="The project has no assets"
      hint="Rules start from assets: import a tag list first."
      action={
        <Button variant="primary" onClick={() => void navigate('/import')}>
          Import a tag list
        </Button>
      }
    />
  );
}
