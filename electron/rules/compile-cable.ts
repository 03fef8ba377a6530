import type { Action } from '../../shared/model/rule.ts';
import { compileEnds, compileField, compileProperties, type ActionContext } from './compile-parts.ts';
import type { CableSizing, CompiledField, CreateCable } from './compiled-rule.ts';
import type { PathStep } from './yaml-source.ts';

type CableSpec = NonNullable<Action['create_cable']>;

/** Compiles a cable that a rule makes; null where the action is another one or its tag does not compile. */
export function compileCreateCable(
  { create_cable: spec }: Action,
  path: readonly PathStep[],
  context: ActionContext,
): CreateCable | null {
  if (spec === undefined) return null;
  const tag = context.texts.tag(spec.tag, [...path, 'tag']);
  const from = compileEnds(spec.from, [...path, 'from'], context);
  const to = compileEnds(spec.to, [...path, 'to'], context);
  const { slot, cableType } = spec;
  const lengthM = spec.lengthM === undefined ? null : number('lengthM', spec.lengthM, path, context);
  const sizing = compileSizing(spec, [...path, 'sizing'], context);
  const fields = [
    ...constants(spec, path, context),
    ...compileProperties(spec.properties, [...path, 'properties'], context),
  ];
  if (tag === null) return null;
  return { kind: 'create_cable', slot, cableType, tag, from, to, lengthM, sizing, fields };
}

/** What the rule states outright. Power cables are of XLPE where it says nothing. */
function constants(
  { cableType, cores, insulation, conductorSizeMm2 }: CableSpec,
  path: readonly PathStep[],
  context: ActionContext,
): CompiledField[] {
  const stated = {
    cores,
    conductorSizeMm2,
    insulation: insulation ?? (cableType === 'POWER' ? 'XLPE' : undefined),
  };
  return Object.entries(stated).flatMap(([name, value]) =>
    value === undefined
      ? []
      : compileField(name, typeof value === 'number' ? 'number' : 'string', value, [...path, name], context),
  );
}

function compileSizing(
  { sizing }: CableSpec,
  path: readonly PathStep[],
  context: ActionContext,
): CableSizing | null {
  if (sizing === undefined) return null;
  const loadA = number('loadA', sizing.loadA, path, context);
  const dropLimitPct =
    sizing.dropLimitPct === undefined ? null : number('dropLimitPct', sizing.dropLimitPct, path, context);
  return loadA === null ? null : { loadA, dropLimitPct };
}

function number(
  name: string,
  source: string | number | boolean,
  path: readonly PathStep[],
  context: ActionContext,
): CompiledField | null {
  return compileField(name, 'number', source, [...path, name], context)[0] ?? null;
}
