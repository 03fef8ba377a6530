import { ACTION_TYPES, type Scope } from '../../../../shared/model/scope.ts';
import { DISCIPLINES } from '../../../../shared/model/terms.ts';

/** Members of a scope by their name in an address. */
const NAMES = {
  discipline: 'disciplines',
  action: 'actionTypes',
  type: 'assetTypes',
  area: 'areas',
  rule: 'ruleIds',
  asset: 'assets',
} as const satisfies Record<string, keyof Scope>;
type ParamName = keyof typeof NAMES;
export type ScopeMember = (typeof NAMES)[ParamName];

const PARAMS = Object.keys(NAMES) as readonly ParamName[];

/** The scope that an address asks for; what it does not understand is left out. */
export function readScope(params: URLSearchParams): Scope {
  const of = (name: ParamName): string[] => [...new Set(params.getAll(name).filter((value) => value !== ''))];
  const disciplines = DISCIPLINES.filter((name) => of('discipline').includes(name));
  const actionTypes = ACTION_TYPES.filter((name) => of('action').includes(name));
  return withoutEmpty({
    disciplines,
    actionTypes,
    assetTypes: of('type'),
    areas: of('area'),
    ruleIds: of('rule'),
    assets: of('asset'),
  });
}

/** The address of a scope, the reverse of `readScope`. What else stands in the address stays. */
export function writeScope(scope: Scope, params: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of PARAMS) {
    next.delete(name);
    for (const value of scope[NAMES[name]] ?? []) next.append(name, value);
  }
  return next;
}

/** The same scope with other values of one member; none stand for all. */
export const withMember = (scope: Scope, member: ScopeMember, values: readonly string[]): Scope =>
  readScope(writeScope({ ...scope, [member]: values }));

export const isEverything = (scope: Scope): boolean => Object.keys(withoutEmpty(scope)).length === 0;

/** True where both select the same, whatever the order of their values. */
export const sameScope = (a: Scope, b: Scope): boolean => scopeKey(a) === scopeKey(b);

function scopeKey(scope: Scope): string {
  return JSON.stringify(PARAMS.map((name) => (scope[NAMES[name]] ?? []).toSorted()));
}

function withoutEmpty(scope: Scope): Scope {
  return Object.fromEntries(Object.entries(scope).filter(([, values]) => (values?.length ?? 0) > 0));
}
