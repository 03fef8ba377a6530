import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Plan } from '../../shared/model/plan.ts';
import type { PlantState } from './plant-view.ts';
import { applyOperations } from './testing/apply-operations.ts';
import { changedByHand, eventfulPlant, eventfulRules, handChange } from './testing/random-meaning.ts';
import { compiled, planOf } from './testing/world.ts';

vi.setConfig({ testTimeout: 120_000 });

const RUNS = Number(process.env['MEANING_RUNS'] ?? 200);

/** Plants that rules worked on and that were changed by hand after, with the rules. */
function forAll(check: (state: PlantState, texts: string[], takes: readonly string[]) => void): void {
  fc.assert(
    fc.property(
      eventfulPlant,
      eventfulRules,
      fc.array(handChange, { maxLength: 4 }),
      fc.subarray([
        'P-0',
        'P-1',
        'P-0-M',
        'P-1-M',
        'P-0-M-N',
        'P-0-N:power_kw',
        'P-1-M:properties.rating_kw',
      ]),
      (plant, texts, changes, takes) => {
        const rules = compiled(...texts);
        fc.pre(rules.problems.length === 0);
        const worked = applyOperations(plant, planOf(plant, rules).operations);
        check(changedByHand(worked, changes), texts, takes);
      },
    ),
    { numRuns: RUNS, maxSkipsPerRun: 50 },
  );
}

const reversed = (state: PlantState): PlantState => ({
  ...state,
  assets: state.assets.toReversed(),
  cables: state.cables.toReversed(),
  edges: state.edges.toReversed(),
  findings: state.findings.toReversed(),
});

/** Rules in a circle have no result: that is an error of the plan, and the next one starts from another state. */
const goesRound = ({ errors }: Plan): boolean => errors.some(({ code }) => code === 'DEPTH_BOUND');

describe('over rules of several priorities, sources and ids, after changes by hand', () => {
  test('the order of assets, rules and files does not matter, with or without takes', () => {
    forAll((state, texts, takes) => {
      for (const options of [{}, { takes }]) {
        const plan = planOf(state, compiled(texts.join('')), options);
        expect(planOf(reversed(state), compiled(...texts.toReversed()), options)).toEqual(plan);
      }
    });
  });

  test('one run is enough, with or without takes', () => {
    forAll((state, texts, takes) => {
      const rules = compiled(...texts);
      for (const options of [{}, { takes }]) {
        const plan = planOf(state, rules, options);
        fc.pre(!goesRound(plan));
        const after = applyOperations(state, plan.operations);
        expect(planOf(after, rules, options).operations).toEqual([]);
      }
    });
  });

  test('one run is enough where a rule is gone or came', () => {
    forAll((state, texts) => {
      const rules = compiled(...texts.slice(1));
      fc.pre(rules.problems.length === 0);
      const plan = planOf(state, rules);
      fc.pre(!goesRound(plan));
      const after = applyOperations(state, plan.operations);
      expect(planOf(after, rules).operations).toEqual([]);
    });
  });

  test("a person's values hold, a person's things stay, and what is deleted stays deleted", () => {
    forAll((state, texts) => {
      const after = applyOperations(state, planOf(state, compiled(...texts)).operations);
      for (const before of state.assets) {
        const now = after.assets.find(({ id }) => id === before.id);
        const isTouched = Object.values(before.owners).some((owner) => owner.startsWith('user:'));
        if (isTouched) expect(now).toBeDefined();
        for (const [name, value] of Object.entries(before.properties)) {
          const owner = before.owners[`properties.${name}`] ?? before.owners['*'];
          if (owner === 'user:anna') expect(now?.properties[name]).toBe(value);
        }
      }
      expect(after.assets.filter(({ id }) => state.deletedByPerson.has(id))).toEqual([]);
      expect(after.cables).toHaveLength(state.cables.length);
    });
  });

  test('parents, ends of edges and ends of cables are there, and tags are unique', () => {
    forAll((state, texts) => {
      const after = applyOperations(state, planOf(state, compiled(...texts)).operations);
      const ids = new Set(after.assets.map(({ id }) => id));
      const referred = [
        ...after.assets.map(({ parentId }) => parentId),
        ...after.edges.flatMap(({ sourceId, targetId }) => [sourceId, targetId]),
        ...after.cables.flatMap(({ fromAssetId, toAssetId }) => [fromAssetId, toAssetId]),
      ];
      expect(referred.filter((id) => id !== null && !ids.has(id))).toEqual([]);
      expect(new Set(after.assets.map(({ tag }) => tag)).size).toBe(after.assets.length);
    });
  });
});
