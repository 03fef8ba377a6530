import { useQueries } from '@tanstack/react-query';
import type { ImportRowLine, ImportRowPage } from '../../../shared/contract/imports.ts';
import { request } from '../../lib/client.ts';
import type { RowKind } from './PreviewTabs.tsx';

const PAGE_ROWS = 200;

interface ImportRows {
  /** Undefined while it is not read. */
  readonly rowAt: (index: number) => ImportRowLine | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The rows of a preview, read by pages as they come into view. */
export function useImportRows(
  previewId: string,
  kind: RowKind,
  range: { readonly first: number; readonly last: number },
): ImportRows {
  const offsets = pagesOf(range);
  const pages = useQueries({
    queries: offsets.map((offset) => ({
      queryKey: ['import.rows', { previewId, kind, offset, limit: PAGE_ROWS }],
      queryFn: (): Promise<ImportRowPage> =>
        request('import.rows', { previewId, kind, offset, limit: PAGE_ROWS }),
      gcTime: 60_000,
    })),
  });
  const rowAt = (index: number): ImportRowLine | undefined => {
    const offset = index - (index % PAGE_ROWS);
    return pages[offsets.indexOf(offset)]?.data?.rows[index - offset];
  };
  const failed = pages.find(({ error }) => error !== null);
  return { rowAt, error: failed?.error ?? null, retry: () => void failed?.refetch() };
}

/** The offsets of the pages that hold these rows. */
export function pagesOf({
  first,
  last,
}: {
  readonly first: number;
  readonly last: number;
}): readonly number[] {
  const from = Math.floor(first / PAGE_ROWS);
  const to = Math.floor(Math.max(first, last) / PAGE_ROWS);
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * PAGE_ROWS);
}
