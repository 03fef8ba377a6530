import { apparatus, centrifugalPumps, displacementPumps, machines } from './machines.mjs';

const AMINE_AREA = { zone: '1', gas_group: 'IIA', temperature_class: 'T3' };

/** Area 400: storage and dosing of the treatment chemicals, salt, and instrument air. */
export function chemicalsAndAir(random) {
  const unloading = { flow: 20, head: 18, efficiency: 0.52, density: 1830 };
  return [
    ...chemicalTanks,
    ...machines(random, 'AGITATOR', 'AG-404', '', 'Inhibitor mixer', 1.6, {
      parent_tag: 'TK-404',
      duty: 'VARIABLE',
    }),
    ...machines(random, 'AGITATOR', 'AG-406', '', 'Brine saturator mixer', 2.4, { parent_tag: 'TK-406' }),
    ...dosingPumps(random),
    ...centrifugalPumps(random, 'P-406', 'AB', 'Acid unloading pump', unloading, {}),
    ...machines(random, 'CONVEYOR', 'CV-401', '', 'Salt conveyor', 2.7, {}),
    ...machines(random, 'COMPRESSOR', 'C-401', 'AB', 'Instrument air compressor', 82, { system: 'IA' }),
    ...apparatus('VESSEL', 'V-401', '', 'Instrument air receiver', 11, 60, { system: 'IA' }),
    ...apparatus('HEAT_EXCHANGER', 'E-401', '', 'Instrument air aftercooler', 11, 180, { system: 'IA' }),
    ...machines(random, 'FAN', 'FAN-401', 'AB', 'Chemical building exhaust fan', 5.8, { system: 'HV' }),
  ].map((row) => ({ system: 'CH', ...row }));
}

const chemicalTanks = [
  { tag: 'TK-401', description: 'Sulphuric acid tank, 96 %', outdoor: true, hazardous: true },
  { tag: 'TK-402', description: 'Sodium hydroxide tank, 50 %', outdoor: true, hazardous: true },
  { tag: 'TK-403', description: 'Sodium hypochlorite tank', outdoor: true, hazardous: true },
  { tag: 'TK-404', description: 'Corrosion inhibitor mixing tank', outdoor: false, hazardous: false },
  { tag: 'TK-405', description: 'Neutralising amine tank', outdoor: true, hazardous: true, ...AMINE_AREA },
  { tag: 'TK-406', description: 'Brine saturator', outdoor: false, hazardous: false },
].map((tank) => ({ ...tank, type: 'TANK', overflow_risk: true }));

/** Pairs of diaphragm pumps: flow in m3/h and pressure in bar as the injection points need them. */
function dosingPumps(random) {
  const protectedAmine = { ...AMINE_AREA, epl: 'GB', explosion_protected: true };
  const pairs = [
    ['P-401', 'Acid dosing pump', 0.12, 10, {}],
    ['P-402', 'Caustic dosing pump', 0.2, 10, {}],
    ['P-403', 'Hypochlorite dosing pump', 0.35, 8, {}],
    ['P-404', 'Inhibitor dosing pump', 0.04, 10, {}],
    ['P-405', 'Amine dosing pump', 0.06, 16, protectedAmine],
  ];
  return pairs.flatMap(([tag, description, flow, pressure, more]) =>
    displacementPumps(
      random,
      tag,
      'AB',
      description,
      { flow, pressure, efficiency: 0.5 },
      { pump_kind: 'RECIPROCATING', ...more },
    ),
  );
}
