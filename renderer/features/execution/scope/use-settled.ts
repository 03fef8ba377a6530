import { useEffect, useState } from 'react';

/** The value once it has rested for so long: what follows a choice need not follow each click of it. */
export function useSettled<T>(value: T, restMs = 150): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return settled;
}
