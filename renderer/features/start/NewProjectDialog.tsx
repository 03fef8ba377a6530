import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useOverlays } from '../../lib/overlays.ts';
import { ProjectFields, type ProjectForm } from './ProjectFields.tsx';
import { useCreateProject } from './use-create-project.ts';

const FORM_ID = 'new-project';
const EMPTY: ProjectForm = { name: '', country: '', client: '', file: null };
const setOpen = (newProject: boolean): void => useOverlays.setState({ newProject });

/** Asks for what a new project needs: a name and a place for its file. */
export function NewProjectDialog() {
  const open = useOverlays((overlays) => overlays.newProject);
  const form = useForm<ProjectForm>({ defaultValues: EMPTY });
  const creation = useCreateProject(() => setOpen(false));
  const { reset } = form;
  const resetCreation = creation.reset;
  useEffect(() => {
    if (!open) return;
    reset(EMPTY);
    resetCreation();
  }, [open, reset, resetCreation]);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New project"
      description="A project is one file. You can copy it, send it and open it anywhere."
      footer={
        <>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button type="submit" form={FORM_ID} variant="primary" disabled={creation.isPending}>
            Create project
          </Button>
        </>
      }
    >
      <form id={FORM_ID} onSubmit={(event) => void form.handleSubmit(creation.create)(event)} noValidate>
        <ProjectFields form={form} refusal={creation.error} />
      </form>
    </Dialog>
  );
}
