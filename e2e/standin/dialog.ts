import type Electron from 'electron';
import { OPTIONS } from './options.ts';
import { pickFile, pickButton } from './picker.ts';
import { strict } from './strict.ts';

const refuse = (name: string): never => {
  throw new Error(`dialog.${name} was asked, and the test gives no answer. Replace it by one that does.`);
};

/** Dialogs of the system: without a screen a test answers by replacing them, with one a page asks. */
const target = {
  showOpenDialog: async (
    _window: unknown,
    options: Electron.OpenDialogOptions,
  ): Promise<Electron.OpenDialogReturnValue> => {
    if (!OPTIONS.headed) return refuse('showOpenDialog');
    const path = await pickFile({
      title: options.title ?? 'Open',
      saves: false,
      ...folderAndFilter(options),
    });
    return { canceled: path === null, filePaths: path === null ? [] : [path] };
  },
  showSaveDialog: async (
    _window: unknown,
    options: Electron.SaveDialogOptions,
  ): Promise<Electron.SaveDialogReturnValue> => {
    if (!OPTIONS.headed) return refuse('showSaveDialog');
    const path = await pickFile({ title: options.title ?? 'Save', saves: true, ...folderAndFilter(options) });
    return { canceled: path === null, filePath: path ?? '' };
  },
  showMessageBox: async (
    _window: unknown,
    { message, detail = '', buttons = [], cancelId = 0 }: Electron.MessageBoxOptions,
  ): Promise<Electron.MessageBoxReturnValue> => {
    if (!OPTIONS.headed) return refuse('showMessageBox');
    const response = await pickButton({ message, detail, buttons, cancelId });
    return { response, checkboxChecked: false };
  },
} satisfies { [K in 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox']: unknown };

export const dialog = strict('dialog', target);

const folderAndFilter = ({
  defaultPath,
  filters,
}: Pick<Electron.OpenDialogOptions, 'defaultPath' | 'filters'>): {
  start: string | null;
  endings: string[];
} => ({
  start: defaultPath ?? null,
  endings: (filters?.[0]?.extensions ?? []).filter((ending) => ending !== '*').map((ending) => `.${ending}`),
});
