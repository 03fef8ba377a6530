/** What an import has to say about a row, a column or (both null) the file as a whole. */
export interface ImportMessage {
  readonly row: number | null;
  readonly column: string | null;
  readonly tag: string | null;
  readonly message: string;
}

/** What the rows of a file came to. */
export interface ImportCounts {
  readonly totalRows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly blank: number;
}
