import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { PlantState } from './plant-view.ts';
import { applyOperations } from './testing/apply-operations.ts';
import { edited, randomEdit, randomPlant, randomRules, type HandEdit } from './testing/random-plant.ts';
import { compiled, planOf } from './testing/world.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Random plants and rules; sets of rules without an order are passed over. */
function forAll(check: (state: PlantState, texts: string[]) => void): void {
  fc.assert(
    fc.property(randomPlant, randomRules, (state, texts) => {
      fc.pre(compiled(...texts).problems.length === 0);
      check(state, texts);
    }),
    { numRuns: 150, maxSkipsPerRun: 50 },
  );
}

const reversedKeys = (map: object) => Object.fromEntries(Object.entries(map).toReversed());

function shuffled(state: PlantState): PlantState {
  return {
    ...state,
    assets: state.assets.toReversed().map((one) => ({ ...one, properties: reversedKeys(one.properties) })),
    edges: state.edges.toReversed(),
    findings: state.findings.toReversed(),
  };
}

/** Random plants that rules worked on, and that were changed by hand after. */
function forAllEdited(check: (state: PlantState, texts: string[], edits: readonly HandEdit[]) => void): void {
  fc.assert(
    fc.property(randomPlant, randomRules, fc.array(randomEdit, { maxLength: 4 }), (state, texts, edits) => {
      const rules = compiled(...texts);
      fc.pre(rules.problems.length === 0);
      check(edited(applyOperations(state, planOf(state, rules).operations), edits), texts, edits);
    }),
    { numRuns: 200, maxSkipsPerRun: 50 },
  );
}

describe('over random plants and rules', () => {
  test('after changes by hand, the order does not matter either, and one run is enough', () => {
    forAllEdited((state, texts) => {
      const rules = compiled(...texts);
      const plan = planOf(state, rules);
      expect(planOf(shuffled(state), compiled(...texts.toReversed()))).toEqual(plan);
      expect(planOf(applyOperations(state, plan.operations), rules).operations).toEqual([]);
    });
  });

  test('a hand edit holds, and what is taken does not', () => {
    forAllEdited((state, texts, edits) => {
      const rules = compiled(...texts);
      const after = applyOperations(state, planOf(state, rules).operations);
      for (const { index, name, value } of edits) {
        const changed = state.assets[index % state.assets.length];
        if (value === null || changed?.properties[name] !== value) continue;
        expect(after.assets.find(({ id }) => id === changed.id)?.properties[name]).toBe(value);
      }
      const takes = state.assets.map(({ tag }) => tag);
      const plan = planOf(state, rules, { takes });
      expect(plan.conflicts.filter(({ kind }) => kind === 'PERSON')).toEqual([]);
      expect(planOf(shuffled(state), compiled(...texts.toReversed()), { takes })).toEqual(plan);
    });
  });

  test('rules that are gone leave their things, with a finding, and come back without a change', () => {
    forAllEdited((state, texts) => {
      const some = compiled(...texts.slice(1));
      fc.pre(some.problems.length === 0);
      const plan = planOf(state, some);
      expect(planOf(applyOperations(state, plan.operations), some).operations).toEqual([]);
    });
  });

  test('the order of assets, of their fields, of rules and of files does not matter', () => {
    forAll((state, texts) => {
      const plan = planOf(state, compiled(texts.join('')));
      const other = planOf(shuffled(state), compiled(...texts.toReversed()));
      expect(other).toEqual(plan);
    });
  });

  test('a second plan after the first was executed is empty', () => {
    forAll((state, texts) => {
      const rules = compiled(...texts);
      const first = planOf(state, rules);
      const second = planOf(applyOperations(state, first.operations), rules);
      expect(second.operations).toEqual([]);
    });
  });

  test('what results has unique tags and edges whose ends are there, and each cause stands before its effect', () => {
    forAll((state, texts) => {
      const { operations } = planOf(state, compiled(...texts));
      const { assets, edges } = applyOperations(state, operations);
      const ids = new Set(assets.map(({ id }) => id));
      expect(new Set(assets.map(({ tag }) => tag)).size).toBe(assets.length);
      expect(edges.every(({ sourceId, targetId }) => ids.has(sourceId) && ids.has(targetId))).toBe(true);
      expect(
        new Set(edges.map((one) => [one.sourceId, one.relation, one.targetId, one.slot].join(' '))).size,
      ).toBe(edges.length);
      expect(operations.every(({ cause }, index) => cause === null || cause < index)).toBe(true);
    });
  });

  test("a person's value is never overwritten, and nothing of a person is deleted", () => {
    forAll((state, texts) => {
      const { operations } = planOf(state, compiled(...texts));
      const persons = new Map(state.assets.map((one) => [one.id, one]));
      for (const { aggregateId, op, diff } of operations) {
        const asset = persons.get(aggregateId);
        if (asset === undefined) continue;
        expect(op).toBe('UPDATE');
        for (const { field, old } of diff) {
          if (old !== null && field !== 'origin')
            expect(asset.owners[field] ?? asset.owners['*']).toMatch(/^rule:/);
        }
      }
    });
  });
});
