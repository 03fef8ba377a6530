import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router';
import { Toaster } from 'sonner';
import { createQueryClient, followProject } from '../lib/query-client.ts';
import { followExecutions } from '../lib/use-execution-stream.ts';
import { createRouter } from './routes.tsx';

/** The whole window, once the application's state is known. */
export function App() {
  const [queries] = useState(createQueryClient);
  const [router] = useState(createRouter);
  useEffect(() => {
    const stops = [followProject(queries), followExecutions()];
    return () => stops.forEach((stop) => stop());
  }, [queries]);
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
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
