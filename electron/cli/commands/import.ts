import { InvalidArgumentError, type Command } from 'commander';
import { importResult, importTagList, type ImportResult } from '../../services/import/import.ts';
import {
  DELIMITERS,
  ENCODINGS,
  expectNoErrors,
  planImport,
  readValuesMapping,
  type Delimiter,
  type Encoding,
  type ImportOptions,
} from '../../services/import/import-plan.ts';
import { reading, writing, type CommandContext } from '../context.ts';
import { collect, parsePairs } from '../options.ts';
import { withProgress } from '../progress-bar.ts';

interface ImportCommandOptions {
  readonly type?: string;
  readonly map?: string[];
  readonly set?: string[];
  readonly values?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly user?: string;
}

export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command('import <file> <data>')
    .description('import a tag list (CSV) as one batch')
    .option('--type <type>', 'type of rows that state none')
    .option('--map <header=field>', 'field that a column means', collect)
    .option('--set <field=value>', 'a value for every row that the file does not have', collect)
    .option('--values <mapping>', 'YAML file that turns the values of a column into fields')
    .option('--encoding <encoding>', `override what was detected: ${ENCODINGS.join(', ')}`, oneOf(ENCODINGS))
    .option('--delimiter <sign>', 'override what was detected: comma, semicolon or tab', delimiter)
    .option('--dry-run', 'show what would happen, and do nothing')
    .option('--strict', 'import nothing if any row has an error')
    .action((file: string, data: string, options: ImportCommandOptions) =>
      runImport(context, file, data, options),
    );
}

async function runImport(
  context: CommandContext,
  file: string,
  data: string,
  options: ImportCommandOptions,
): Promise<void> {
  const userId = context.userOf(options);
  const given = await importOptionsOf(context, options);
  const result = await withProgress(context, 'Importing', (bar) => {
    const importOptions = { ...given, onProgress: (row: number, of: number) => bar(row, 'rows', of) };
    if (options.dryRun === true) return preview(file, data, userId, importOptions);
    return writing(file, userId, (project) => importTagList(project, data, importOptions));
  });
  if (context.json) context.output.json(result);
  else show(context, result);
}

const preview = (file: string, data: string, userId: string, options: ImportOptions): Promise<ImportResult> =>
  reading(file, async (project) => {
    const plan = await planImport(project, data, userId, options);
    if (options.strict === true) expectNoErrors(plan);
    return importResult(plan, null);
  });

async function importOptionsOf(
  { shouldCancel }: CommandContext,
  options: ImportCommandOptions,
): Promise<ImportOptions> {
  const { type, values, encoding, delimiter: sign } = options;
  return {
    map: parsePairs('--map', options.map),
    set: parsePairs('--set', options.set),
    strict: options.strict === true,
    shouldCancel,
    ...(type === undefined ? {} : { type }),
    ...(values === undefined ? {} : { values: await readValuesMapping(values) }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(sign === undefined ? {} : { delimiter: sign }),
  };
}

function show({ output }: CommandContext, result: ImportResult): void {
  const { totalRows, created, updated, unchanged, failed, blank, correlationId } = result;
  output.line(
    `${totalRows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} with errors, ${blank} blank.`,
  );
  if (result.errors.length > 0) {
    output.line('Left out:');
    output.table(
      ['row', 'column', 'tag', 'message'],
      result.errors.map(({ row, column, tag, message }) => [row, column, tag, message]),
    );
  }
  for (const { row, message } of result.warnings)
    output.line(`Warning${row === null ? '' : `, row ${row}`}: ${message}`);
  output.line(correlationId === null ? 'Nothing was imported (dry run).' : `Batch ${correlationId}.`);
}

function oneOf<T extends string>(values: readonly T[]): (text: string) => T {
  return (text) => {
    const found = values.find((value) => value === text.toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(`It is one of ${values.join(', ')}.`);
    return found;
  };
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t' };

function delimiter(text: string): Delimiter {
  const sign = Object.hasOwn(DELIMITER_NAMES, text) ? DELIMITER_NAMES[text] : text;
  const found = DELIMITERS.find((value) => value === sign);
  if (found === undefined) throw new InvalidArgumentError('It is comma, semicolon or tab.');
  return found;
}
