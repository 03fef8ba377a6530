import { expect, test } from 'vitest';
import { SynapseError } from '../../shared/errors.ts';
import { createFileRegistry } from './file-registry.ts';

test('a path has one id for the session, however it is spelt, and no id leads to another path', () => {
  const files = createFileRegistry();
  const file = files.register('/a/b/../list.csv');
  expect(files.register('/a/list.csv')).toEqual(file);
  expect([file.name, file.folder, files.pathOf(file.fileId)]).toEqual(['list.csv', '/a', '/a/list.csv']);
  expect(() => files.pathOf('/a/list.csv')).toThrow(SynapseError);
});
