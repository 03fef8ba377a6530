import { expect, test } from 'vitest';
import { fileNameOf } from './use-create-project.ts';

test('a file is called after its project, without what a file system forbids', () => {
  expect([
    fileNameOf('Cooling station'),
    fileNameOf('Unit 47/48: "revamp"?'),
    fileNameOf('..'),
    fileNameOf('Kühlwerk'),
  ]).toEqual(['Cooling station', 'Unit 47 48 revamp', 'project', 'Kühlwerk']);
});
