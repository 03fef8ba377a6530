import { expect, test } from 'vitest';
import { fileStem } from './file-stem.ts';

test('a file is called after what it holds, without what a file system forbids', () => {
  const names = [
    'Cooling station',
    'Unit 47/48: "revamp"?',
    'Kühlwerk',
    '..\\x',
    '<b>',
    '..',
    'x'.repeat(5_000),
  ];
  expect(names.map((name) => fileStem(name, 'project'))).toEqual([
    'Cooling station',
    'Unit 47 48 revamp',
    'Kühlwerk',
    'x',
    'b',
    'project',
    'x'.repeat(100),
  ]);
});
