import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorOf, newPlant, type Desk } from '../testing.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await newPlant();
});
afterEach(() => desk.close());

const position = async () => (await desk.done('info', desk.project))['lastPosition'];

describe('import refuses, and leaves the project as it was', () => {
  test.each<[what: string, make: () => string, options: string[], code: string]>([
    ['a file that is not there', () => desk.path('absent.csv'), [], 'FILE_NOT_READABLE'],
    ['a folder', () => desk.folder, [], 'FILE_NOT_READABLE'],
    ['a device', () => '/dev/null', [], 'FILE_NOT_READABLE'],
    ['an empty file', () => desk.write('x.csv', ''), [], 'IMPORT_FAILED'],
    ['a picture', () => desk.write('x.csv', PNG), [], 'FILE_NOT_READABLE'],
    ['an archive', () => desk.write('x.csv', ZIP), [], 'FILE_NOT_READABLE'],
    ['the project itself', () => desk.project, [], 'FILE_NOT_READABLE'],
    ['a list without tags', () => desk.write('x.csv', 'type\nPUMP\n'), [], 'IMPORT_FAILED'],
    ['a list without types', () => desk.write('x.csv', 'tag\nP-1\n'), [], 'IMPORT_FAILED'],
    [
      'two headers of one field',
      () => desk.write('x.csv', 'tag,type,tag\nP-1,PUMP,P-2\n'),
      [],
      'IMPORT_FAILED',
    ],
    ['a mapping of a header that is not there', () => list(), ['--map', 'Pos=tag'], 'INVALID_ARGUMENT'],
    ['a mapping without a field', () => list(), ['--map', 'Pos'], 'INVALID_ARGUMENT'],
    ['a header mapped twice', () => list(), ['--map', 'tag=tag', '--map', 'tag=area'], 'INVALID_ARGUMENT'],
    ['a value set twice', () => list(), ['--set', 'area=1', '--set', 'area=2'], 'INVALID_ARGUMENT'],
    [
      'a mapping of values that is not there',
      () => list(),
      ['--values', '/nowhere.yaml'],
      'FILE_NOT_READABLE',
    ],
    ['a mapping of values that is a folder', () => list(), ['--values', '/tmp'], 'FILE_NOT_READABLE'],
  ])('%s', async (_what, make, options, code) => {
    const before = await position();
    const result = await desk.json('import', desk.project, make(), ...options);
    expect([result.status, errorOf(result)['code']]).toEqual([1, code]);
    expect(await position()).toBe(before);
  });
});

const list = () => desk.write('x.csv', 'tag,type\nP-1,PUMP\n');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000', 'hex');
const ZIP = Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(64, 7)]);
