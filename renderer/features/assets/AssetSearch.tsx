import { Search } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { TextField } from '../../components/TextField.tsx';

interface AssetSearchProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
}

/** Typing is quicker than reading rows: what is typed is asked for once it rests. */
const REST_MS = 150;

/** The search field, to which `/` leads from anywhere on the screen; Escape empties it. */
export function AssetSearch({ search, onSearch }: AssetSearchProps): ReactNode {
  const [typed, setTyped] = useState(search);
  const [asked, setAsked] = useState(search);
  const [known, setKnown] = useState(search);
  // The address follows what is asked for a moment later; only what it got from elsewhere is taken over.
  if (search !== known) {
    setKnown(search);
    if (search !== asked) {
      setAsked(search);
      setTyped(search);
    }
  }
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => {
      setAsked(typed);
      onSearch(typed);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed, asked, onSearch]);
  return (
    <div className="relative">
      <Search
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-text-muted"
      />
      <TextField
        type="search"
        label="Search tag or description"
        hideLabel
        placeholder="Search tag or description  /"
        value={typed}
        maxLength={5_000}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('');
        }}
        className="w-64 [&_input]:pl-7"
      />
    </div>
  );
}
