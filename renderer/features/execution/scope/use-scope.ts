import { useCallback, useEffect, useMemo } from 'react';
import type { Scope } from '../../../../shared/model/scope.ts';
import { useAddress } from '../../../lib/use-address.ts';
import { useExecution } from '../execution-store.ts';
import { isEverything, readScope, writeScope } from './scope-params.ts';

/** The scope that the address asks for, and how to change it. Without one, the last scope comes back. */
export function useScope(): readonly [Scope, (scope: Scope) => void] {
  const [params, changeAddress] = useAddress();
  const key = writeScope(readScope(params)).toString();
  const scope = useMemo(() => readScope(new URLSearchParams(key)), [key]);
  const change = useCallback(
    (next: Scope) => {
      useExecution.setState({ scope: next });
      changeAddress((current) => writeScope(next, current));
    },
    [changeAddress],
  );
  useEffect(() => {
    const last = useExecution.getState().scope;
    if (isEverything(scope) && !isEverything(last)) change(last);
    else if (!isEverything(scope)) useExecution.setState({ scope });
  }, [scope, change]);
  return [scope, change];
}
