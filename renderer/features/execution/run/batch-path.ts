/** The way to a batch in the timeline. */
export const batchPath = (correlationId: string): string =>
  `/rules/timeline?${new URLSearchParams({ batch: correlationId }).toString()}`;
