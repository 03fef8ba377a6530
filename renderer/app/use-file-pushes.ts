import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { onPush } from '../lib/client.ts';
import { useImportFile } from '../lib/import-file.ts';
import { useOverlays } from '../lib/overlays.ts';

/** Goes where a file that came from outside belongs: a tag list to the import, rules to be loaded. */
export function useFilePushes(): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      onPush((push) => {
        if (push.type !== 'file') return;
        if (push.purpose === 'rules') {
          useOverlays.setState({ rulesFile: push.file });
          return;
        }
        useImportFile.setState({ file: push.file });
        void navigate('/import');
      }),
    [navigate],
  );
}
