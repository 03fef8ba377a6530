import { Command } from 'cmdk';
import { historyPath } from '../components/Tag.tsx';
import { formatCount } from '../lib/format.ts';
import { useRequest } from '../lib/use-request.ts';
import { PALETTE_GROUP, PALETTE_ITEM } from './palette-styles.ts';

interface PaletteTagsProps {
  readonly search: string;
  readonly onChoose: (path: string) => void;
}

const MOST_FOUND = 8;

/** The assets whose tag or description holds the text: to their details, or to all that were found. */
export function PaletteTags({ search, onChoose }: PaletteTagsProps) {
  const found = useRequest(
    'assets.page',
    { filter: { search }, sort: { column: 'tag', descending: false }, offset: 0, limit: MOST_FOUND },
    { keepPrevious: true },
  );
  const rows = found.data?.rows ?? [];
  const total = found.data?.total ?? 0;
  const all = `/assets?${new URLSearchParams({ q: search }).toString()}`;
  if (rows.length === 0) return null;
  // The list keeps the keywords that an item had when it came, so other words need other items.
  return (
    <Command.Group key={search} heading={`Assets (${formatCount(total)})`} className={PALETTE_GROUP}>
      {rows.map((row) => (
        <Command.Item
          key={row.id}
          keywords={[search]}
          value={`asset ${row.id}`}
          onSelect={() => onChoose(`/assets?${new URLSearchParams({ asset: row.id }).toString()}`)}
          className={PALETTE_ITEM}
        >
          <span className="font-mono">{row.tag}</span>
          <span className="text-small text-text-muted">{row.type}</span>
          <span className="min-w-0 flex-1 truncate text-text-muted">{row.description}</span>
        </Command.Item>
      ))}
      {rows.slice(0, 1).map((row) => (
        <Command.Item
          key={`history ${row.id}`}
          keywords={[search]}
          value={`history ${row.id}`}
          onSelect={() => onChoose(historyPath(row.id))}
          className={PALETTE_ITEM}
        >
          History of <span className="font-mono">{row.tag}</span>
        </Command.Item>
      ))}
      {total > rows.length && (
        <Command.Item
          keywords={[search]}
          value="assets all"
          onSelect={() => onChoose(all)}
          className={PALETTE_ITEM}
        >
          Show all {formatCount(total)} assets with "{search}"
        </Command.Item>
      )}
    </Command.Group>
  );
}
