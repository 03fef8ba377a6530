/**
 * Rows as CSV text with a header line and CRLF at the ends of lines, as spreadsheets write it. Cells that are
 * not there stay empty; columns that no row uses are left out.
 * @param {readonly Readonly<Record<string, string | number | boolean>>[]} rows
 * @param {{ columns: readonly string[], separator: ',' | ';' | '\t', decimal: '.' | ',' }} form
 */
export function csvText(rows, form) {
  const columns = form.columns.filter((column) => rows.some((row) => row[column] !== undefined));
  refuseUnlistedColumns(rows, form.columns);
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellText(row[column], form)))];
  return lines.map((cells) => `${cells.join(form.separator)}\r\n`).join('');
}

function cellText(value, form) {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(value).replace('.', form.decimal) : String(value);
  return /["\r\n]/.test(text) || text.includes(form.separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A value in a column that the form forgot would silently not be written. */
function refuseUnlistedColumns(rows, columns) {
  const unlisted = new Set(rows.flatMap((row) => Object.keys(row)).filter((key) => !columns.includes(key)));
  if (unlisted.size > 0) throw new Error(`No column for ${[...unlisted].join(', ')}. Add it to the form.`);
}
