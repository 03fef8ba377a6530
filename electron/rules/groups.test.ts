import { describe, expect, test } from 'vitest';
import { appliesToProject, exampleCountry } from './groups.ts';

const project = (country: string | null, client: string | null = null) => ({
  name: 'Plant 7',
  country,
  client,
});

describe('where a rule applies', () => {
  test('without sourceId it applies everywhere', () => {
    expect(appliesToProject(null, project(null))).toBe(true);
  });

  test.each(['DE', 'fr', 'NO', 'CH', 'GB', 'is'])('the group EU holds %s', (country) => {
    expect(appliesToProject('EU', project(country))).toBe(true);
  });

  test.each(['US', 'BR', 'CA', null])('the group EU does not hold %s', (country) => {
    expect(appliesToProject('EU', project(country))).toBe(false);
  });

  test('a code or one of a list is the country, the client or the project, without case', () => {
    expect(appliesToProject('us', project('US'))).toBe(true);
    expect(appliesToProject(['CA', 'US'], project('US'))).toBe(true);
    expect(appliesToProject('Acme', project('US', 'ACME'))).toBe(true);
    expect(appliesToProject('PLANT 7', project(null))).toBe(true);
    expect(appliesToProject(['CA', 'BR'], project('US', 'ACME'))).toBe(false);
  });

  test('names that all objects have are no groups', () => {
    expect(appliesToProject('constructor', project('DE'))).toBe(false);
  });

  test('an example country is one in which the rule applies', () => {
    expect([exampleCountry(null), exampleCountry('EU'), exampleCountry(['ca', 'us'])]).toEqual([
      null,
      'DE',
      'CA',
    ]);
  });
});
