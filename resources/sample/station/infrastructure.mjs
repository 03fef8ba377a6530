import { near } from './random.mjs';

/** The areas of the station, by tag. */
export const AREAS = {
  100: 'Cooling tower',
  200: 'Cooling water pump house',
  300: 'Condensate',
  400: 'Chemicals and air',
};

/** Two MCCs per area. Area 400 has none: it was not decided when the first revision of the list was issued. */
export function switchgear(random) {
  return ['100', '200', '300'].flatMap((area) =>
    ['A', 'B'].map((bus, index) => ({
      tag: `${area}-MCC-0${index + 1}`,
      type: 'MCC',
      description: `MCC of area ${area}, bus ${bus}`,
      area,
      system: 'EL',
      parent_tag: area,
      bus,
      voltage_level: 'LV',
      bus_rating_a: area === '200' ? 2500 : 1600,
      buckets: 24,
      buckets_used: 6 + Math.floor(random() * 6),
      diversity: near(random, 0.8, 0.06, 2),
    })),
  );
}

/** One box per kind of signal in each area; a flag that is false is left blank, as lists do. */
export function junctionBoxes(random) {
  const intrinsicallySafe = { description: 'Junction box AI, intrinsically safe', intrinsically_safe: true };
  return [
    ...Object.keys(AREAS).flatMap((area) => [
      box(random, area, 1, 'AI', 24),
      box(random, area, 2, 'AO', 12),
      box(random, area, 3, 'DI', 36),
      box(random, area, 4, 'DO', 12),
    ]),
    // Nearly full: less than the spare pairs that a project asks for.
    { ...box(random, '400', 5, 'AI', 12), ...intrinsicallySafe, pairs_used: 11 },
    { ...box(random, '400', 6, 'AI', 12), description: 'Junction box AI, safety', safety: true },
  ];
}

/** The cabinet of the safety functions; those of the control system follow from the areas. */
export const safetyCabinet = {
  tag: '400-SIS',
  type: 'CABINET',
  description: 'I/O cabinet of the safety functions',
  area: '400',
  system: 'IN',
  parent_tag: '400',
  safety: true,
};

function box(random, area, number, signal_kind, pairs) {
  return {
    tag: `${area}-JB-0${number}`,
    type: 'JUNCTION_BOX',
    description: `Junction box ${signal_kind}`,
    area,
    system: 'IN',
    parent_tag: area,
    outdoor: area !== '200',
    signal_kind,
    pairs,
    pairs_used: Math.floor(pairs * (0.25 + 0.3 * random())),
  };
}
