import { create } from 'zustand';
import type { FileRef } from '../../shared/contract/files.ts';

/** What lies over the screens and can be opened from anywhere. */
interface Overlays {
  readonly palette: boolean;
  readonly newProject: boolean;
  readonly shortcuts: boolean;
  /** A rule file that was dropped, until it is loaded or put aside. */
  readonly rulesFile: FileRef | null;
}

export const useOverlays = create<Overlays>()(() => ({
  palette: false,
  newProject: false,
  shortcuts: false,
  rulesFile: null,
}));

export const openPalette = (): void => useOverlays.setState({ palette: true });
export const openNewProject = (): void => useOverlays.setState({ newProject: true });
export const openShortcuts = (): void => useOverlays.setState({ shortcuts: true });
