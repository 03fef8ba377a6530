import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { outsideFile, projectAmong } from './outside-file.ts';

test('a file is taken for what its ending says', () => {
  const paths = ['/a/Plant.SYNAPSE', '/a/list.csv', '/a/list.TXT', '/a/rules.yaml', '/a/x.pdf', '/a/synapse'];
  expect(paths.map((path) => outsideFile(path).kind)).toEqual([
    'project',
    'tag-list',
    'tag-list',
    'rules',
    'other',
    'other',
  ]);
});

test('the project on a command line is found between switches and the program itself', () => {
  const folder = resolve('/plants');
  const cases = [
    ['electron', '.', '--inspect', 'a.synapse'],
    ['synapse.exe', '--user-data-dir=/x.synapse', 'list.csv'],
    ['/opt/synapse.synapse'],
    ['electron', resolve('/other/b.synapse'), 'c.synapse'],
  ];
  expect(cases.map((argv) => projectAmong(argv, folder))).toEqual([
    resolve(folder, 'a.synapse'),
    null,
    null,
    resolve('/other/b.synapse'),
  ]);
});
