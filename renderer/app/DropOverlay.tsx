import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { showProblem } from '../lib/app-store.ts';
import { dropFile } from '../lib/client.ts';

/** Takes a file that is dropped anywhere on the window: a project, a tag list, a rule file. */
export function DropOverlay() {
  const isOver = useFileDrops();
  if (!isOver) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-2 z-50 flex flex-col items-center justify-center gap-2 rounded-md border-2 border-dashed border-accent bg-surface/90"
    >
      <FileDown size={32} className="text-accent" />
      <p className="text-title font-semibold">Drop to open</p>
      <p className="text-text-muted">A project (.synapse), a tag list (.csv) or a rule file (.yaml)</p>
    </div>
  );
}

function useFileDrops(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const on = (
      type: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
      act: (event: DragEvent) => void,
    ): void => window.addEventListener(type, act, { signal: listening.signal });
    const claim = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    on('dragenter', claim);
    on('dragover', claim);
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      take(event.dataTransfer?.files ?? null);
    });
    return () => listening.abort();
  }, []);
  return isOver;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

function take(files: FileList | null): void {
  const file = files?.[0];
  if (file === undefined) return;
  if (files !== null && files.length > 1) {
    showProblem(new Error(`${files.length} files were dropped. Drop one file at a time.`));
    return;
  }
  dropFile(file).catch(showProblem);
}
