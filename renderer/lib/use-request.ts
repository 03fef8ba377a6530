import {
  keepPreviousData,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { RequestArgs, RequestName, RequestResult } from '../../shared/contract/contract.ts';
import { request, type RequestError } from './client.ts';

interface RequestOptions {
  /** False: not asked yet. */
  readonly enabled?: boolean;
  /** The answer to the arguments before stays until the new one is there. */
  readonly keepPrevious?: boolean;
}

/** Asks the main process and keeps the answer until the project changes. */
export function useRequest<N extends RequestName>(
  name: N,
  args: RequestArgs<N>,
  { enabled = true, keepPrevious = false }: RequestOptions = {},
): UseQueryResult<RequestResult<N>, RequestError> {
  return useQuery<RequestResult<N>, RequestError>({
    queryKey: [name, args],
    queryFn: () => request(name, args),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** A request that does something: called with its arguments by `mutate` or `mutateAsync`. */
export function useCommand<N extends RequestName>(
  name: N,
): UseMutationResult<RequestResult<N>, RequestError, RequestArgs<N>> {
  return useMutation<RequestResult<N>, RequestError, RequestArgs<N>>({
    mutationKey: [name],
    mutationFn: (args) => request(name, args),
  });
}
