import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleFileJsonSchema } from '../../electron/rules/json-schema.ts';

test('the JSON Schema beside the rules is what its generator writes', () => {
  const text = readFileSync(new URL('../rule-file.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(ruleFileJsonSchema())));
});
