/** Height of a row of the table, in px. */
export const ROW_HEIGHT = 30;

/** Height of the line of headers, in px. */
export const HEAD_HEIGHT = 30;
