import { lazy } from 'react';
import { createHashRouter, Navigate } from 'react-router';
import { StartScreen } from '../features/start/StartScreen.tsx';
import { Frame } from './Frame.tsx';
import { ScreenSlot } from './ScreenSlot.tsx';

const ImportScreen = lazy(async () => ({
  default: (await import('../features/import/ImportScreen.tsx')).ImportScreen,
}));
const AssetsScreen = lazy(async () => ({
  default: (await import('../features/assets/AssetsScreen.tsx')).AssetsScreen,
}));
const HistoryScreen = lazy(async () => ({
  default: (await import('../features/history/HistoryScreen.tsx')).HistoryScreen,
}));
const ExecutionScreen = lazy(async () => ({
  default: (await import('../features/execution/ExecutionScreen.tsx')).ExecutionScreen,
}));
const TimelineScreen = lazy(async () => ({
  default: (await import('../features/timeline/TimelineScreen.tsx')).TimelineScreen,
}));

/** The addresses of the screens. They stand behind a hash, so that the page's file stays the same. */
export const createRouter = () =>
  createHashRouter([
    {
      element: <Frame />,
      children: [
        { path: '/', element: <ScreenSlot screen={<StartScreen />} /> },
        { path: '/import', element: <ScreenSlot needsProject screen={<ImportScreen />} /> },
        { path: '/assets', element: <ScreenSlot needsProject screen={<AssetsScreen />} /> },
        { path: '/assets/:id/history', element: <ScreenSlot needsProject screen={<HistoryScreen />} /> },
        { path: '/rules/execution', element: <ScreenSlot needsProject screen={<ExecutionScreen />} /> },
        { path: '/rules/timeline', element: <ScreenSlot needsProject screen={<TimelineScreen />} /> },
        { path: '*', element: <Navigate to="/" replace /> },
      ],
    },
  ]);
