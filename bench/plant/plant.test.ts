import { describe, expect, test } from 'vitest';
import { assetSchema } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import { propertyTerm } from '../../shared/vocabulary.ts';
import { PLANT_KINDS } from './kinds.ts';
import { syntheticPlant } from './plant.ts';

const plant = [...syntheticPlant(3_000, 1, 'olaf')];

describe('the synthetic plant', () => {
  test('is the same for the same seed, and another for another', () => {
    expect([...syntheticPlant(3_000, 1, 'olaf')]).toEqual(plant);
    expect([...syntheticPlant(3_000, 2, 'olaf')]).not.toEqual(plant);
  });

  test('holds assets of the model, with ids and tags of their own', () => {
    expect(plant.map((asset) => assetSchema.parse(asset))).toEqual(plant);
    expect([
      new Set(plant.map(({ id }) => id)).size,
      new Set(plant.map(({ tag }) => tagKey(tag))).size,
    ]).toEqual([3_000, 3_000]);
  });

  test('has every kind of asset, in areas that are there', () => {
    const ids = new Set(plant.map(({ id }) => id));
    expect(new Set(plant.map(({ type }) => type))).toEqual(
      new Set(['AREA', ...PLANT_KINDS.map(({ type }) => type)]),
    );
    expect(plant.filter(({ parentId }) => parentId !== null && !ids.has(parentId))).toEqual([]);
  });

  test('uses only known properties, with values of their type', () => {
    const wrong = plant
      .flatMap(({ properties }) => Object.entries(properties))
      .filter(([name, value]) => {
        const term = propertyTerm(name);
        return (
          term === undefined ||
          typeof value !== term.type ||
          (term.values !== null && !term.values.includes(String(value)))
        );
      });
    expect(wrong).toEqual([]);
  });

  test('shares add up to a thousand', () => {
    expect(PLANT_KINDS.reduce((sum, { share }) => sum + share, 0)).toBe(1_000);
  });
});
