import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useApp } from '../lib/app-store.ts';
import { useImportFile } from '../lib/import-file.ts';

/**
 * After a project was opened its assets show, or the import where it has none and can take some; after it was
 * closed, the start.
 */
export function useProjectRoute(): void {
  const navigate = useNavigate();
  const fileId = useApp((app) => app.project?.fileId ?? null);
  const before = useRef(fileId);
  useEffect(() => {
    if (before.current === fileId) return;
    before.current = fileId;
    useImportFile.setState({ file: null });
    const { project } = useApp.getState();
    const isEmpty = project?.counts.assets === 0 && project.mode === 'WRITABLE';
    void navigate(project === null ? '/' : isEmpty ? '/import' : '/assets');
  }, [fileId, navigate]);
}
