/** The way to the history of an entity, by id or by tag or code. */
export const historyLink = (of: string): string => `/assets/${encodeURIComponent(of)}/history`;

/** The way to the details of an asset, by id or tag. */
export const assetLink = (of: string): string => `/assets?${new URLSearchParams({ asset: of }).toString()}`;

/** The way to a batch in the timeline. */
export const batchLink = (correlationId: string): string =>
  `/rules/timeline?${new URLSearchParams({ batch: correlationId }).toString()}`;

/** The way to all events of a tag in the timeline. */
export const tagTimelineLink = (tag: string): string =>
  `/rules/timeline?${new URLSearchParams({ asset: tag }).toString()}`;
