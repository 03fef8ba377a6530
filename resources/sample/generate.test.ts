import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../../shared/settings.ts';
import { propertyTerm } from '../../shared/vocabulary.ts';

const FIELDS = ['tag', 'type', 'description', 'area', 'system', 'parent_tag', 'insulation'];

describe('the sample project', () => {
  test('is what its generator writes', () => {
    const generator = fileURLToPath(new URL('generate.mjs', import.meta.url));
    const run = spawnSync(process.execPath, [generator, '--check'], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([0, '']);
  });

  test('has at least 150 tags in four areas, each tag once', () => {
    const tags = station().map((row) => row['tag']);
    expect(tags.length).toBeGreaterThanOrEqual(150);
    expect(new Set(tags).size).toBe(tags.length);
    const areas = station().filter((row) => row['type'] === 'AREA');
    expect(areas.map((row) => row['tag'])).toEqual(['100', '200', '300', '400']);
  });

  test('has every parent in a list that is imported before or with the child', () => {
    const known = new Set<string | undefined>();
    const missing: (string | undefined)[] = [];
    for (const list of [equipment(), lines(), instruments()]) {
      for (const row of list) known.add(row['tag']);
      for (const row of list)
        if (row['parent_tag'] && !known.has(row['parent_tag'])) missing.push(row['tag']);
    }
    expect(missing).toEqual([]);
  });

  test('uses properties of the vocabulary only, with values that it allows', () => {
    const wrong = [...station(), ...secondRevision()].flatMap((row) =>
      Object.entries(row)
        .filter(([name, value]) => value !== '' && !FIELDS.includes(name) && !allowed(name, value))
        .map(([name, value]) => `${row['tag']} ${name}=${value}`),
    );
    expect(wrong).toEqual([]);
  });

  test('has the gaps that its story tells', () => {
    const byTag = new Map(station().map((row) => [row['tag'], row]));
    const mccAreas = station().flatMap((row) => (row['type'] === 'MCC' ? [row['area']] : []));
    expect([...new Set(mccAreas)]).toEqual(['100', '200', '300']);
    expect(byTag.get('P-104')?.['shaft_power_kw']).toBe('');
    expect(byTag.get('LV-3021')?.['fail_action']).toBe('');
    expect(byTag.get('PT-3061')?.['area']).toBe('310');
    expect(byTag.get('P-301A-M')?.['type']).toBe('MOTOR');
    expect([...byTag.values()].filter((row) => row['parent_tag'] === 'P-405B')).toEqual([]);
  });

  test('has a second revision with a few changes and two tags more', () => {
    const first = new Map(equipment().map((row) => [row['tag'], row]));
    const changed = secondRevision().filter(
      (row) => first.has(row['tag']) && !sameCells(row, first.get(row['tag'])),
    );
    const added = secondRevision().filter((row) => !first.has(row['tag']));
    expect(changed.map((row) => row['tag'])).toEqual(['P-101A', 'P-101B', 'P-104', 'P-204A', 'FAN-401A']);
    expect(added.map((row) => row['tag'])).toEqual(['400-MCC-01', 'P-407']);
  });
});

type Row = Readonly<Record<string, string>>;

const equipment = (): Row[] => rows('equipment.csv', ';');
const secondRevision = (): Row[] => rows('equipment_rev2.csv', ';');
const instruments = (): Row[] => rows('instruments.csv', ',');
const lines = (): Row[] => rows('lines.csv', '\t').map((row) => ({ ...row, type: 'LINE' }));
const station = (): Row[] => [...equipment(), ...lines(), ...instruments()];

function rows(name: string, delimiter: string): Row[] {
  const text = readFileSync(new URL(`cooling-station/${name}`, import.meta.url), 'utf8');
  return parse(text, { columns: true, delimiter });
}

function allowed(name: string, value: string): boolean {
  const term = propertyTerm(name);
  if (term === undefined) return Object.hasOwn(SETTINGS, name);
  if (term.type === 'number') return /^-?\d+([.,]\d+)?$/.test(value);
  if (term.type === 'boolean') return value === 'true' || value === 'false';
  return term.values === null || term.values.includes(value);
}

const sameCells = (a: Row, b: Row | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
