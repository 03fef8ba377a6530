import { useCallback, useState } from 'react';

/** Which batches and rules are expanded. A batch that a link leads to is so from the start. */
export function useOpenRows(
  linked: string | undefined,
): readonly [ReadonlySet<string>, (key: string, isOpen: boolean) => void] {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(linked === undefined ? [] : [linked]));
  const [known, setKnown] = useState(linked);
  if (known !== linked) {
    setKnown(linked);
    if (linked !== undefined) setOpen(new Set(open).add(linked));
  }
  const toggle = useCallback((key: string, isOpen: boolean) => {
    setOpen((before) => {
      const next = new Set(before);
      if (isOpen) next.add(key);
      else next.delete(key);
      return next;
    });
  }, []);
  return [open, toggle];
}
