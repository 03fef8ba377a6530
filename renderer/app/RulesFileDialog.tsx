import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { useApp } from '../lib/app-store.ts';
import { useOverlays } from '../lib/overlays.ts';
import { loadRules } from '../lib/project-actions.ts';

const close = (): void => useOverlays.setState({ rulesFile: null });

/** Asks whether a rule file that was dropped is to be loaded. */
export function RulesFileDialog() {
  const file = useOverlays((overlays) => overlays.rulesFile);
  const mode = useApp((app) => app.project?.mode ?? null);
  return (
    <Dialog
      open={file !== null}
      onOpenChange={close}
      title={`Load rules from ${file?.name ?? ''}`}
      description={
        mode === null
          ? 'No project is open. Open one first.'
          : mode === 'READ_ONLY'
            ? 'The project is read-only, so no rules can be loaded.'
            : 'Rules of the same pack are replaced. No asset changes until rules are executed.'
      }
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={mode !== 'WRITABLE'}
            onClick={() => {
              if (file !== null) loadRules([file]);
              close();
            }}
          >
            Load rules
          </Button>
        </>
      }
    />
  );
}
