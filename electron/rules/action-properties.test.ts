import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { tagKey } from '../../shared/model/terms.ts';
import { ampacityA, voltageDropPct } from './engineering/cable.ts';
import { defaultPowerFactor } from './engineering/motor.ts';
import type { PlantState } from './plant-view.ts';
import { applyOperations } from './testing/apply-operations.ts';
import { plantChange, plantOfAll, rulesOfAll } from './testing/random-actions.ts';
import { compiled, planOf } from './testing/world.ts';

vi.setConfig({ testTimeout: 120_000 });

const RUNS = Number(process.env['ACTION_RUNS'] ?? 25);

/** Plants as they were imported, and after rules and persons worked on them, with the rules that come next. */
function forAll(check: (state: PlantState, texts: string[]) => void): void {
  const changes = fc.array(plantChange, { maxLength: 5 });
  fc.assert(
    fc.property(plantOfAll, rulesOfAll, rulesOfAll, changes, (state, first, next, edits) => {
      check(state, first);
      const worked = applyOperations(state, planOf(state, compiled(...first)).operations);
      check(
        edits.reduce((one, edit) => edit(one), worked),
        next,
      );
    }),
    { numRuns: RUNS },
  );
}

const reversed = (state: PlantState): PlantState => ({
  ...state,
  assets: state.assets.toReversed(),
  cables: state.cables.toReversed(),
  edges: state.edges.toReversed(),
  packages: state.packages.toReversed(),
  findings: state.findings.toReversed(),
});

const afterPlan = (state: PlantState, texts: string[]): PlantState =>
  applyOperations(state, planOf(state, compiled(...texts)).operations);

describe('over rules of all actions', () => {
  test('all of them have an order', () => {
    fc.assert(
      fc.property(rulesOfAll, (texts) => {
        expect(compiled(...texts).problems).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('the order of what is in the plant, of rules and of files does not matter', () => {
    forAll((state, texts) => {
      const plan = planOf(state, compiled(texts.join('')));
      expect(planOf(reversed(state), compiled(...texts.toReversed()))).toEqual(plan);
    });
  });

  test('a second run after the first changes nothing', () => {
    forAll((state, texts) => {
      expect(planOf(afterPlan(state, texts), compiled(...texts)).operations).toEqual([]);
    });
  });

  test('tags and codes stay unique, relations too, with their ends there, and causes before effects', () => {
    forAll((state, texts) => {
      const { operations } = planOf(state, compiled(...texts));
      const after = applyOperations(state, operations);
      const { assets, cables, packages, edges } = after;
      const names = [...assets, ...cables].map(({ tag }) => tag).concat(packages.map(({ code }) => code));
      const before = [...state.assets, ...state.cables].map(({ tag }) => tagKey(tag));
      if (new Set(before).size === before.length) expect(new Set(names.map(tagKey)).size).toBe(names.length);
      const ids = new Set(assets.map(({ id }) => id));
      expect(edges.filter((one) => !ids.has(one.sourceId) || !ids.has(one.targetId))).toEqual([]);
      const keys = edges.map((one) => [one.sourceId, one.relation, one.targetId, one.slot].join(' '));
      expect(new Set(keys).size).toBe(keys.length);
      const entities = [...assets, ...cables, ...edges, ...packages].map(({ id }) => id);
      expect(new Set(entities).size).toBe(entities.length);
      expect(operations.every(({ cause }, index) => cause === null || cause < index)).toBe(true);
    });
  });

  test('a channel serves one asset, cards are filled no further than the setting, channels are kept', () => {
    forAll((state, texts) => {
      const after = afterPlan(state, texts);
      const given = after.edges.filter(({ relation }) => relation === 'allocated_to');
      const channels = given.map(({ targetId, slot }) => `${targetId} ${slot}`);
      expect(new Set(channels).size).toBe(channels.length);
      const fill = Number(state.project.settings['io_fill_pct'] ?? 80) / 100;
      for (const card of after.assets.filter(({ type }) => type === 'IO_CARD')) {
        const used = given.filter(({ targetId }) => targetId === card.id).length;
        expect(used).toBeLessThanOrEqual(Math.floor(Number(card.properties['channels']) * fill + 1e-9));
      }
      const before = state.edges.filter(({ relation }) => relation === 'allocated_to');
      expect(given).toEqual(
        expect.arrayContaining(before.map((one) => expect.objectContaining({ id: one.id, slot: one.slot }))),
      );
    });
  });

  test('each cable that is sized carries its current within the drop allowed', () => {
    forAll((state, texts) => {
      const after = afterPlan(state, texts);
      const outdated = new Set(after.findings.map(({ subjectId }) => subjectId));
      const assets = new Map(after.assets.map((one) => [one.id, one]));
      for (const cable of after.cables) {
        const { conductorSizeMm2: size, loadCurrentA: loadA, voltageV, lengthM, status, origin } = cable;
        if (cable.cableType !== 'POWER' || size === null || loadA === null || outdated.has(cable.id))
          continue;
        if (
          status !== 'PROPOSED' ||
          !('ruleId' in origin) ||
          !texts.some((text) => text.includes(origin.ruleId))
        )
          continue;
        const subject = assets.get(origin.sourceId)?.properties ?? {};
        const runs = Number(cable.properties['runs']);
        const factor = Number(subject['design_current_factor'] ?? 1);
        const driven = assets.get(assets.get(origin.sourceId)?.parentId ?? '')?.properties ?? {};
        const one = ampacityA(size, Number(subject['ambient_c'] ?? driven['ambient_c'] ?? 40)) ?? 0;
        expect(cable.ampacityA).toBeCloseTo(one * runs, 0);
        expect(one * runs + 0.1).toBeGreaterThanOrEqual(loadA * factor);
        const rating = Number(subject['power_kw'] ?? 0);
        const powerFactor = Number(subject['power_factor'] ?? defaultPowerFactor(rating > 0 ? rating : 1000));
        if (rating > 0) {
          const duty = { loadA, voltageV: voltageV ?? 0, powerFactor, lengthM: lengthM ?? 0 };
          expect(voltageDropPct(duty, size, runs)).toBe(cable.voltageDropPct);
        }
        expect(cable.voltageDropPct).toBeLessThanOrEqual(
          Number(state.project.settings['voltage_drop_pct'] ?? 3),
        );
      }
    });
  });
});
