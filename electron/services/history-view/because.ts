import { displayText, isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';

/** How many values a sentence tells. */
const MOST_VALUES = 6;

/** In words where a change came from; null where the event does not say. */
export function becauseOf({ payload: { context } }: WorkflowEvent): string | null {
  const { file, row, undoes, source } = context;
  if (typeof file === 'string' && typeof row === 'number' && !isJsonObject(undoes))
    return `row ${row} of ${file}`;
  if (isJsonObject(undoes)) return `takes back #${displayText(undoes['position'])}`;
  return isJsonObject(source) ? ruleText(source, context['values']) : null;
}

function ruleText(source: JsonObject, values: JsonValue | undefined): string {
  const told = isJsonObject(values)
    ? Object.entries(values).map(([name, value]) => `${shortName(name)} = ${valueText(value ?? null)}`)
    : [];
  const from = `from ${displayText(source['tag'])}`;
  if (told.length === 0) return from;
  const more = told.length > MOST_VALUES ? ` and ${told.length - MOST_VALUES} more` : '';
  return `${from} because ${told.slice(0, MOST_VALUES).join(', ')}${more}`;
}

/** `props.power_kw` -> power_kw; `parent.props.power_kw` -> parent power_kw */
const shortName = (name: string): string => name.replaceAll(/\bprops\./g, '').replaceAll('.', ' ');

const valueText = (value: JsonValue): string => (value === null ? 'not set' : displayText(value));
