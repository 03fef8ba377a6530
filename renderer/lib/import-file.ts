import { create } from 'zustand';
import type { FileRef } from '../../shared/contract/files.ts';

/** The tag list that the import screen shows, kept while other screens are looked at. */
export const useImportFile = create<{ readonly file: FileRef | null }>()(() => ({ file: null }));
