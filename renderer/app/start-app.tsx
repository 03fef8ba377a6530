import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followApp, useApp } from '../lib/app-store.ts';
import { App } from './App.tsx';

/** Draws the application into the page. Until its state is known, what `index.html` holds stays there. */
export function startApp(page: Document): void {
  const root = page.querySelector('#root');
  if (root === null) throw new Error('The page has no element with the id "root".');
  const stop = useApp.subscribe(({ isLoaded }) => {
    if (!isLoaded) return;
    stop();
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
  followApp();
}
