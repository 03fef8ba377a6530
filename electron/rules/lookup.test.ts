import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagKey } from '../../shared/model/terms.ts';
import { idHash, indexBy, keyHash, LazyGroups, tagHash, TextIndex } from './lookup.ts';

interface Item {
  readonly at: number;
  readonly from: string | null;
  readonly to: string;
}

/** Few different keys, so that many items share one. */
const key = fc.oneof(fc.constantFrom('', 'A', 'B', 'É'), fc.string());
const items = fc
  .array(fc.record({ from: fc.option(key), to: key }))
  .map((list): Item[] => list.map((item, at) => ({ at, ...item })));

test.each([
  ['ids', idHash],
  ['keys', keyHash],
])(
  'an index of %s finds what a Map finds: of several the last, and nothing for a key that none has',
  (_, hashOf) => {
    fc.assert(
      fc.property(items, key, (list, other) => {
        const byText = new TextIndex(
          list,
          ({ to }) => to,
          hashOf,
          list.map(({ to }) => hashOf(to)),
        );
        const byMap = indexBy(list, ({ to }) => to);
        for (const wanted of [other, ...list.map(({ to }) => to)])
          expect(byText.get(wanted)).toBe(byMap.get(wanted));
      }),
    );
  },
);

test('however a tag is written, its hash is that of its key', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (tag) => {
      expect(tagHash(tag)).toBe(keyHash(tagKey(tag)));
    }),
    { examples: [['p-4711a'], ['Pümpe-\u0075\u0308'], ['ß'], ['\u0390-1'], ['`{|}~\u007f\u0080']] },
  );
});

test('a group holds each item with its key once, whichever of its keys that is', () => {
  const inOrder = (a: Item, b: Item): number => a.at - b.at;
  fc.assert(
    fc.property(items, key, (list, wanted) => {
      const groups = new LazyGroups(list, [({ from }) => from, ({ to }) => to], inOrder);
      const expected = list.filter(({ from, to }) => from === wanted || to === wanted);
      expect(groups.get(wanted)).toEqual(expected);
      expect(groups.get(wanted)).toEqual(expected);
    }),
  );
});
