import { holds, type BenchRow, type Quantity } from './row.ts';

const HEADINGS = ['suite', 'row', 'measured', 'peer', 'ratio', 'required', 'ok'] as const;

/** The result as plain text in aligned columns. */
export function plainTable(rows: readonly BenchRow[]): string {
  const lines = [[...HEADINGS], ...rows.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [lines[0] ?? [], rule, ...lines.slice(1)]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The result as a Markdown table. */
export function markdownTable(rows: readonly BenchRow[]): string {
  const line = (parts: readonly string[]): string =>
    `| ${parts.map((part) => part.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(HEADINGS), line(HEADINGS.map(() => '---')), ...rows.map((row) => line(cells(row)))].join('\n');
}

function cells(row: BenchRow): string[] {
  const { suite, name, measured, peer, ratio } = row;
  return [
    suite,
    name,
    quantity(measured),
    peer === null ? '-' : `${quantity(peer)} (${peer.name})`,
    ratio === null ? '-' : `${number(ratio)} x`,
    requiredText(row),
    verdict(row),
  ];
}

function requiredText({ required, measured }: BenchRow): string {
  if (required === null) return '-';
  const sign = required.sense === 'at most' ? '<=' : '>=';
  const limit =
    required.of === 'ratio' ? `${required.limit} x` : quantity({ ...measured, value: required.limit });
  return `${required.binding ? '' : 'aim '}${sign} ${limit}`;
}

function verdict(row: BenchRow): string {
  const held = holds(row);
  if (held === null) return '-';
  if (held) return 'yes';
  return row.required?.binding === true ? 'NO' : 'not yet';
}

const quantity = ({ value, unit }: Quantity): string => `${number(value)} ${unit}`;

/** Three digits that matter, with thousands apart: 0.123, 1.23, 12.3, 123, 12,300. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return new Intl.NumberFormat('en-US', { maximumSignificantDigits: Math.abs(value) < 1000 ? 3 : 4 }).format(
    value,
  );
}
