import { expect, test } from 'vitest';
import { RequestError } from './client.ts';
import { errorDetails, errorReportOf } from './error-report.ts';

const REPORT = { code: 'DISK_FULL', message: 'The disk is full.', context: { free: 0 } } as const;

test('whatever was thrown can be shown', () => {
  expect([errorReportOf(new RequestError(REPORT)), errorReportOf(REPORT), errorReportOf('odd')]).toEqual([
    REPORT,
    REPORT,
    { code: 'INTERNAL', message: 'odd', context: { stack: null } },
  ]);
});

test('the details name version, code, message and context', () => {
  expect(errorDetails(REPORT, '0.1.0')).toBe(
    'Synapse 0.1.0\nDISK_FULL: The disk is full.\n{\n  "free": 0\n}',
  );
});
