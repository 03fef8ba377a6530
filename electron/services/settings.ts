import { RE2JS } from 're2js';
import { SynapseError } from '../../shared/errors.ts';
import { updateBetween } from '../../shared/model/changes.ts';
import type { Project, PropertyValue } from '../../shared/model/entities.ts';
import { effectiveSettings, SETTINGS } from '../../shared/settings.ts';
import { parseNumber } from '../formats/cell-values.ts';
import { loadProject } from '../store/plant.ts';
import { changeDraft } from './drafts.ts';
import { parseCountry, parseName, type ReadingProject, type WritingProject } from './project.ts';
import { runBatch } from './run-batch.ts';

export type Settings = Readonly<Record<string, PropertyValue | null>>;

/** Every setting of a project with its value, defaults included. */
export const readSettings = ({ database }: ReadingProject): Settings =>
  effectiveSettings(loadProject(database).settings);

/**
 * Changes settings (and name, country, client) of a project, as one batch. An empty text brings a setting back
 * to its default.
 * @throws SynapseError INVALID_ARGUMENT naming the setting and what it takes, and as `runBatch`
 */
export function changeSettings(
  project: WritingProject,
  values: Readonly<Record<string, string>>,
  reason: string | null,
): { correlationId: string; settings: Settings } {
  const before = loadProject(project.database);
  const after = withValues(before, values);
  const change = updateBetween(before, after);
  const entity = { type: 'PROJECT', id: before.id, tag: after.name, discipline: 'GENERAL' } as const;
  const drafts = change === null ? [] : [changeDraft('UPDATE', entity, change, {})];
  const { correlationId } = runBatch(project, { kind: 'SETTINGS', reason }, () => drafts);
  return { correlationId, settings: readSettings(project) };
}

function withValues(project: Project, values: Readonly<Record<string, string>>): Project {
  let { name, country, client } = project;
  const settings: Record<string, PropertyValue> = { ...project.settings };
  for (const [key, text] of Object.entries(values)) {
    if (key === 'name') name = parseName(text);
    else if (key === 'country') country = parseCountry(text.trim() === '' ? null : text);
    else if (key === 'client') client = text.trim() === '' ? null : text.trim();
    else if (text.trim() === '' && Object.hasOwn(SETTINGS, key)) delete settings[key];
    else settings[key] = parseSetting(key, text.trim());
  }
  return { ...project, name, country, client, settings };
}

/** @throws SynapseError INVALID_ARGUMENT */
export function parseSetting(name: string, text: string): PropertyValue {
  const term = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
  if (term === undefined) {
    const known = Object.keys(SETTINGS).join(', ');
    throw new SynapseError('INVALID_ARGUMENT', `There is no setting "${name}". The settings are: ${known}.`, {
      setting: name,
    });
  }
  if (term.type === 'string') return name === 'tag_pattern' ? expectPattern(text) : text;
  const value = parseNumber(text, 'point');
  const { min = -Infinity, max = Infinity } = term;
  if (value !== null && value >= min && value <= max) return value;
  throw new SynapseError(
    'INVALID_ARGUMENT',
    `${name}: "${text}" is no number from ${min} to ${max}. ${term.description}`,
    { setting: name },
  );
}

function expectPattern(text: string): string {
  try {
    RE2JS.compile(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SynapseError(
      'INVALID_ARGUMENT',
      `tag_pattern: "${text}" is no regular expression (${reason}). Correct it.`,
      { setting: 'tag_pattern' },
    );
  }
}
