import type { WorkflowEvent } from '../../shared/model/events.ts';
import {
  changesOfEvent,
  type ExportedChange,
  type ExportedEvents,
  type ExportHeader,
  shownValue,
  tagOfEvent,
} from './export-document.ts';
import { EXPORT_STYLE } from './export-html-style.ts';

/**
 * The events as one page for an auditor: it needs nothing else, runs no script and loads nothing, prints on
 * landscape paper, and is dark or light as the reader's system is.
 */
export async function* exportHtml(
  events: ExportedEvents,
  header: ExportHeader,
): AsyncGenerator<string, undefined> {
  yield pageStart(header);
  for await (const event of events) yield eventRow(event);
  yield '</tbody>\n</table>\n</main>\n</body>\n</html>\n';
}

/** Text as it may stand in HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(UNSHOWN, '\uFFFD');
}

/** Control characters but tab and line breaks, and the invisible ones that could turn the order of a text. */
const UNSHOWN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}]/gu;

const COLUMNS = ['Position', 'Time (UTC)', 'Event', 'Tag', 'Rule', 'User', 'Changes', 'Hash'];

function pageStart(header: ExportHeader): string {
  const title = escapeHtml(`${header.project.name}: event log`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${EXPORT_STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<dl>
${headerFacts(header).map(factRow).join('\n')}
</dl>
</header>
<main>
<table>
<caption>Each hash covers its event and the hash before it. An event marked "rolled back" is not in force any more.</caption>
<thead><tr>${COLUMNS.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>
`;
}

function headerFacts({ project, headHash, events, filters, exportedAt }: ExportHeader): [string, string][] {
  const filtered = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [`${name}: ${shownValue(value)}`],
  );
  return [
    ['Project', [project.name, project.client, project.country].filter((part) => part !== null).join(', ')],
    ['Project id', project.id],
    ['Exported', exportedAt],
    ['Events', String(events)],
    ['Filters', filtered.length === 0 ? 'none: the whole log' : filtered.join('; ')],
    ['Hash of the last event', headHash],
  ];
}

const factRow = ([name, value]: [string, string]): string => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`;

function eventRow(event: WorkflowEvent): string {
  const rolledBack = event.isRolledBack ? ' <span class="off">rolled back</span>' : '';
  const cells = [
    `<td class="number">${event.position}</td>`,
    `<td>${escapeHtml(event.timestamp)}</td>`,
    `<td>${escapeHtml(event.eventType)}${rolledBack}</td>`,
    `<td>${escapeHtml(tagOfEvent(event))}</td>`,
    `<td>${escapeHtml(event.ruleId ?? '')}</td>`,
    `<td>${escapeHtml(event.userId)}</td>`,
    `<td>${changeList(changesOfEvent(event))}</td>`,
    `<td class="hash">${escapeHtml(event.hash)}</td>`,
  ];
  return `<tr${event.isRolledBack ? ' class="rolled-back"' : ''}>${cells.join('')}</tr>\n`;
}

function changeList(changes: readonly ExportedChange[]): string {
  if (changes.length === 0) return '';
  return `<ul>${changes.map((change) => `<li>${changeItem(change)}</li>`).join('')}</ul>`;
}

function changeItem({ field, old, new: now }: ExportedChange): string {
  const before = old === null ? '' : `<del>${escapeHtml(shownValue(old))}</del> `;
  const after = now === null ? '' : `<ins>${escapeHtml(shownValue(now))}</ins>`;
  return `${escapeHtml(field)}: ${before}${after}`;
}
