import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router';
import { Toaster } from 'sonner';
import { followApp, useApp } from '../lib/app-store.ts';
import { createQueryClient, followProject } from '../lib/query-client.ts';
import { followExecutions } from '../lib/use-execution-stream.ts';
import { createRouter } from './routes.tsx';

/** The whole window. */
export function App() {
  const [queries] = useState(createQueryClient);
  const [router] = useState(createRouter);
  const isLoaded = useApp((app) => app.isLoaded);
  useEffect(() => {
    const stops = [followApp(), followProject(queries), followExecutions()];
    return () => stops.forEach((stop) => stop());
  }, [queries]);
  return (
    <QueryClientProvider client={queries}>
      {isLoaded && <RouterProvider router={router} />}
      <Toaster
        position="bottom-right"
        theme="system"
        offset={{ bottom: 36, right: 16 }}
        containerAriaLabel="Messages"
        closeButton
        duration={6_000}
      />
    </QueryClientProvider>
  );
}
