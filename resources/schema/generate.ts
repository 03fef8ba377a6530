/*
 * Writes the JSON Schema of rule files, for editors, beside the rules. Format it afterwards (npm run format).
 *   node resources/schema/generate.ts           writes it
 *   node resources/schema/generate.ts --check   compares it with what is there; status 1 where it differs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ruleFileJsonSchema } from '../../electron/rules/json-schema.ts';

const FILE = fileURLToPath(new URL('../rule-file.schema.json', import.meta.url));
const schema = ruleFileJsonSchema();

if (!process.argv.includes('--check')) writeFileSync(FILE, `${JSON.stringify(schema, null, 2)}\n`);
else if (JSON.stringify(JSON.parse(readFileSync(FILE, 'utf8'))) !== JSON.stringify(schema)) {
  process.stderr.write(
    'rule-file.schema.json is not as generated. Run `node resources/schema/generate.ts` to write it again.\n',
  );
  process.exitCode = 1;
}
