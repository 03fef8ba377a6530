import type { ErrorReport } from '../../shared/errors.ts';
import { RequestError } from './client.ts';

/** Whatever was thrown, as it can be shown and copied. */
export function errorReportOf(error: unknown): ErrorReport {
  if (error instanceof RequestError) {
    return { code: error.code, message: error.message, context: error.context };
  }
  if (isErrorReport(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  return { code: 'INTERNAL', message, context: { stack } };
}

/** The text that "Copy details" puts on the clipboard. */
export function errorDetails(error: unknown, version: string): string {
  const { code, message, context } = errorReportOf(error);
  const stack = error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : '';
  const { stack: told, ...rest } = context;
  const more = Object.keys(rest).length === 0 ? '' : `\n${JSON.stringify(rest, null, 2)}`;
  return `Synapse ${version}\n${code}: ${message}${more}${stack === '' && typeof told === 'string' ? `\n${told}` : stack}`;
}

function isErrorReport(error: unknown): error is ErrorReport {
  return (
    typeof error === 'object' &&
    error !== null &&
    !(error instanceof Error) &&
    'code' in error &&
    'message' in error &&
    'context' in error
  );
}
