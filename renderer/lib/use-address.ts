import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

export type AddressChange = (now: URLSearchParams) => URLSearchParams;

/**
 * The query of the address and a way to change it, which is always the same function. The way back does not stop
 * at a change. Two changes may come before the address is drawn again: the second goes on from the first.
 */
export function useAddress(): readonly [URLSearchParams, (change: AddressChange) => void] {
  const [params, setParams] = useSearchParams();
  const set = useRef(setParams);
  const latest = useRef(params);
  useEffect(() => {
    set.current = setParams;
    latest.current = params;
  }, [params, setParams]);
  const change = useCallback((next: AddressChange) => {
    latest.current = next(latest.current);
    set.current(latest.current, { replace: true });
  }, []);
  return [params, change];
}
