/** The first place of the log that is not as it was written. */
export interface BadPlace {
  readonly position: number;
  readonly kind: 'EDITED' | 'MISSING' | 'INSERTED' | 'REORDERED' | 'SCHEMA';
  readonly message: string;
}

/** A row that a table holds otherwise than the log says. */
export interface ProjectionDifference {
  readonly table: string;
  readonly key: string;
  readonly kind: 'MISSING' | 'EXTRA' | 'DIFFERENT';
}

/** Whether a project is what was written. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly events: number;
  readonly headHash: string;
  readonly firstBad: BadPlace | null;
  readonly projections: { readonly equal: boolean; readonly differences: readonly ProjectionDifference[] };
}
