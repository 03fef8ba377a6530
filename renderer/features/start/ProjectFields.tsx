import { FolderOpen } from 'lucide-react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import type { FileRef } from '../../../shared/contract/files.ts';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import { TextField } from '../../components/TextField.tsx';
import { showProblem } from '../../lib/app-store.ts';
import type { RequestError } from '../../lib/client.ts';
import { COUNTRIES } from './countries.ts';
import { chooseProjectPlace } from './use-create-project.ts';

/** What the dialog for a new project asks for. */
export interface ProjectForm {
  readonly name: string;
  /** Two letters, or empty. */
  readonly country: string;
  readonly client: string;
  readonly file: FileRef | null;
}

interface ProjectFieldsProps {
  readonly form: UseFormReturn<ProjectForm>;
  /** Why the main process refused, to be shown where the cause is. */
  readonly refusal: RequestError | null;
}

export function ProjectFields({ form, refusal }: ProjectFieldsProps) {
  const { register, formState, control } = form;
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label="Name"
        placeholder="Cooling station"
        error={formState.errors.name?.message}
        {...register('name', {
          validate: (name) => name.trim() !== '' || 'Give the project a name.',
          maxLength: { value: 200, message: 'At most 200 characters.' },
        })}
      />
      <div className="grid grid-cols-2 gap-3">
        <Controller
          control={control}
          name="country"
          render={({ field }) => (
            <Select
              label="Country"
              hint="Rules may follow its codes."
              options={COUNTRIES}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
        <TextField label="Client" {...register('client', { maxLength: 200 })} />
      </div>
      <Controller
        control={control}
        name="file"
        render={({ field }) => (
          <PlaceField
            file={field.value}
            onChoose={() => {
              chooseProjectPlace(form.getValues('name')).then(
                (file) => file !== null && field.onChange(file),
                showProblem,
              );
            }}
            error={refusal?.message ?? null}
          />
        )}
      />
    </div>
  );
}

interface PlaceFieldProps {
  readonly file: FileRef | null;
  readonly onChoose: () => void;
  readonly error: string | null;
}

function PlaceField({ file, onChoose, error }: PlaceFieldProps) {
  return (
    <div className="flex items-start gap-2">
      <TextField
        className="flex-1"
        label="File"
        readOnly
        mono={file !== null}
        value={file === null ? '' : file.name}
        placeholder="Asked for when you create it"
        hint={file === null ? undefined : `in ${file.folder}`}
        error={error}
      />
      <Button className="mt-5" icon={<FolderOpen size={14} aria-hidden />} onClick={onChoose}>
        Choose...
      </Button>
    </div>
  );
}
