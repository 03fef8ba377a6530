import type { Asset, Cable, Edge } from '../../../shared/model/entities.ts';
import { CABLE_TYPES } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { didYouMean } from '../../../shared/nearest-name.ts';
import { groupBy } from '../lookup.ts';
import type { PlantReader } from '../view.ts';
import { type CompileContext, expectKind, reject, type Term, termOf, textOf } from './context.ts';
import { ASSET_FIELDS } from './entity-fields.ts';
import type { LanguageFunction } from './functions.ts';
import { observe } from './observation.ts';
import type { Node } from './parse.ts';
import { compileSettingLookup } from './property.ts';
import { BOOLEAN, listOf, type StaticType } from './static-type.ts';
import type { EvaluationScope, Read } from './types.ts';
import { type Closure, ownMember, type Value } from './value.ts';

const ASSET = { kind: 'asset', owner: 'other' } as const;
const CABLE: StaticType = { kind: 'cable', owner: 'other' };

/** Functions that look beyond the subject. Their lists are in tag order. */
export const PLANT_FUNCTIONS: readonly (readonly [string, LanguageFunction])[] = [
  ['has_child', ofAsset('has_child', compileHasChild)],
  ['children', ofAsset('children', compileChildren)],
  ['cables', ofAsset('cables', compileCables)],
  ['related', ofAsset('related', compileRelated)],
  ['same', ofAsset('same', compileSame)],
  ['find', one(compileFind)],
  ['assets', one(compileAssets)],
  ['setting', ofLiteral('setting', compileSettingLookup)],
];

type LiteralCompiler = (context: CompileContext, node: Node, name: string) => Term;

function one(compile: (context: CompileContext, node: Node, argument: Node) => Term): LanguageFunction {
  return { least: 1, most: 1, compile: (context, node, [argument]) => compile(context, node, argument) };
}

/** A function whose argument must stand in the rule, since what it reads decides the order of the rules. */
function ofLiteral(name: string, compile: LiteralCompiler): LanguageFunction {
  return one((context, node, argument) => {
    const { literal } = context.compile(argument);
    if (typeof literal === 'string') return compile(context, node, literal);
    return reject(
      context,
      'WRONG_TYPE',
      `${name} needs a name in quotes, not ${textOf(context, argument)}.`,
      argument,
    );
  });
}

function ofAsset(name: string, compile: LiteralCompiler): LanguageFunction {
  const called = ofLiteral(name, compile);
  return {
    ...called,
    compile(context, node, args) {
      if (context.kind === 'ASSET') return called.compile(context, node, args);
      const message = `${name} asks about an asset, but the rule is for cables. Use from and to, or find(...).`;
      return reject(context, 'WRONG_TYPE', message, node);
    },
  };
}

/** A term of what the subject, an asset, has in the plant. */
function lookup(
  context: CompileContext,
  node: Node,
  read: Read,
  type: StaticType,
  of: (asset: Asset, reader: PlantReader) => Value,
): Term {
  context.reads.push(read);
  const run = ({ subject, reader }: EvaluationScope) =>
    subject.kind === 'ASSET' ? of(subject.entity, reader) : null;
  return observe(context, termOf(node, type, run));
}

function compileHasChild(context: CompileContext, node: Node, type: string): Term {
  return lookup(context, node, { kind: 'children', type }, BOOLEAN, (asset, reader) =>
    reader.childrenOf(asset.id).some((child) => child.type === type),
  );
}

function compileChildren(context: CompileContext, node: Node, type: string): Term {
  return lookup(context, node, { kind: 'children', type }, listOf({ ...ASSET, type }), (asset, reader) =>
    reader.childrenOf(asset.id).filter((child) => child.type === type),
  );
}

function compileCables(context: CompileContext, node: Node, type: string): Term {
  if (!CABLE_TYPES.some((known) => known === type)) {
    const message = `No cable type ${type} is known.${didYouMean(type, CABLE_TYPES) || ` Use one of ${CABLE_TYPES.join(', ')}.`}`;
    return reject(context, 'UNKNOWN_NAME', message, node);
  }
  return lookup(context, node, { kind: 'cables', type }, listOf(CABLE), (asset, reader): readonly Cable[] =>
    reader.cablesOf(asset.id).filter((cable) => cable.cableType === type),
  );
}

/** `related('fed_from')`: what the subject's edges lead to; `related('<fed_from')`: where edges to it come from. */
function compileRelated(context: CompileContext, node: Node, name: string): Term {
  const isIncoming = name.startsWith('<');
  const relation = isIncoming ? name.slice(1) : name;
  const read: Read = { kind: 'relation', relation, direction: isIncoming ? 'in' : 'out' };
  return lookup(context, node, read, listOf(ASSET), (asset, reader) => {
    const edges = isIncoming ? reader.edgesTo(asset.id) : reader.edgesFrom(asset.id);
    return assetsAt(edges, relation, isIncoming ? 'sourceId' : 'targetId', reader);
  });
}

function assetsAt(
  edges: readonly Edge[],
  relation: string,
  end: 'sourceId' | 'targetId',
  reader: PlantReader,
): readonly Asset[] {
  const ids = new Set(edges.filter((edge) => edge.relation === relation).map((edge) => edge[end]));
  const found = [...ids].map((id) => reader.asset(id)).filter((asset) => asset !== undefined);
  return found.toSorted(byTag);
}

function byTag(a: Asset, b: Asset): number {
  const left = tagKey(a.tag);
  const right = tagKey(b.tag);
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The assets of the subject's type with the same value, itself included; unknown where its own is not set. A
 * reader gives the same list until something of the type changes, so that each list is grouped only once.
 */
function compileSame(context: CompileContext, node: Node, name: string): Term {
  const field = ASSET_FIELDS.get(name);
  if (field === undefined && !context.names.properties.has(name)) {
    const known = [...ASSET_FIELDS.keys(), ...context.names.properties.keys()];
    return reject(
      context,
      'UNKNOWN_NAME',
      `No field or property ${name} is known.${didYouMean(name, known)}`,
      node,
    );
  }
  const valueOf = (asset: Asset): Value =>
    field === undefined ? ownMember(asset.properties, name) : field.read(asset);
  const groups = new WeakMap<readonly Asset[], ReadonlyMap<Value, readonly Asset[]>>();
  return lookup(context, node, { kind: 'same', field: name }, listOf(ASSET), (asset, reader) => {
    const value = valueOf(asset);
    if (value === null) return null;
    const peers = reader.assetsOfType(asset.type);
    let groupsOfPeers = groups.get(peers);
    if (groupsOfPeers === undefined) groups.set(peers, (groupsOfPeers = groupBy(peers, valueOf)));
    return groupsOfPeers.get(value) ?? [];
  });
}

function compileFind(context: CompileContext, node: Node, argument: Node): Term {
  const tag = expectKind(context, context.compile(argument), 'string') as Closure<string>;
  context.reads.push({ kind: 'find' });
  const term = termOf(node, ASSET, (scope, locals) => {
    const wanted = tag(scope, locals);
    return wanted === null ? null : (scope.reader.assetByTag(wanted) ?? null);
  });
  return observe(context, term);
}

function compileAssets(context: CompileContext, node: Node, argument: Node): Term {
  const term = context.compile(argument);
  const type = expectKind(context, term, 'string') as Closure<string>;
  const literal = typeof term.literal === 'string' ? term.literal : null;
  context.reads.push({ kind: 'assets', type: literal });
  return termOf(node, listOf({ ...ASSET, type: literal ?? undefined }), (scope, locals) => {
    const wanted = type(scope, locals);
    return wanted === null ? null : scope.reader.assetsOfType(wanted);
  });
}
