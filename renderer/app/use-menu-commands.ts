import { useEffect } from 'react';
import { useNavigate, type NavigateFunction } from 'react-router';
import type { MenuCommand } from '../../shared/contract/contract.ts';
import { onPush } from '../lib/client.ts';
import { openNewProject, openPalette } from '../lib/overlays.ts';
import {
  chooseProject,
  chooseTagList,
  closeProject,
  openSample,
  verifyProject,
} from '../lib/project-actions.ts';
import { SCREENS } from './screens.ts';

/** Carries out what the native menu asks for. */
export function useMenuCommands(): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      onPush((push) => {
        if (push.type === 'command') runMenuCommand(push.command, navigate);
      }),
    [navigate],
  );
}

export function runMenuCommand(command: MenuCommand, navigate: NavigateFunction): void {
  switch (command) {
    case 'new-project':
      return openNewProject();
    case 'open-project':
      return chooseProject();
    case 'open-sample':
      return openSample();
    case 'close-project':
      return closeProject();
    case 'import':
      void navigate('/import');
      return chooseTagList();
    case 'palette':
      return openPalette();
    case 'verify':
      return verifyProject();
    case 'go-start':
    case 'go-import':
    case 'go-assets':
    case 'go-execution':
    case 'go-timeline':
      void navigate(SCREENS.find((screen) => screen.command === command)?.path ?? '/');
  }
}
