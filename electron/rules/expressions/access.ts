import type { Asset, Cable, Project, Properties } from '../../../shared/model/entities.ts';
import { didYouMean } from '../../../shared/nearest-name.ts';
import { type CompileContext, expectKind, reject, type Term, termOf, textOf } from './context.ts';
import { ASSET_FIELDS, CABLE_FIELDS, endOf, type Field, parentOf, PROJECT_FIELDS } from './entity-fields.ts';
import { failWrongType } from './error.ts';
import { isStable, observe, pathText } from './observation.ts';
import type { Node } from './parse.ts';
import { compileProperty, compileSetting } from './property.ts';
import { ANY, type EntityOf, STRING, type StaticType, typeName } from './static-type.ts';
import type { Closure, RuleOrigin, Value } from './value.ts';

/** `receiver.name`: a property, a field, a setting or a key, by what the receiver is. */
export function compileMember(context: CompileContext, node: Node, receiverNode: Node, name: string): Term {
  const receiver = context.compile(receiverNode);
  const { type } = receiver;
  switch (type.kind) {
    case 'properties':
      return compileProperty(context, node, receiver, type, name);
    case 'asset':
      return assetMember(context, node, receiver, type, name);
    case 'cable':
      return cableMember(context, node, receiver, type, name);
    case 'project':
      return projectMember(context, node, receiver, name);
    case 'settings':
      return compileSetting(context, node, name);
    case 'origin':
      return originMember(context, node, receiver, name);
    case 'map':
      return mapMember(node, receiver, type.of, name);
    case 'any':
      return termOf(node, ANY, anyMember(receiver.run, textOf(context, receiverNode), name));
    default:
      return reject(
        context,
        'WRONG_TYPE',
        `${typeName(type.kind)} has no fields, so .${name} has no meaning here.`,
        node,
      );
  }
}

/** `receiver[index]`: an element of a list, or what `.name` reads where the index is a text. */
export function compileIndex(context: CompileContext, node: Node, receiverNode: Node, indexNode: Node): Term {
  const index = context.compile(indexNode);
  if (typeof index.literal === 'string') return compileMember(context, node, receiverNode, index.literal);
  const receiver = context.compile(receiverNode);
  if (receiver.type.kind === 'map') return mapAt(context, node, receiver, index, receiver.type.of);
  if (receiver.type.kind !== 'list' && receiver.type.kind !== 'any') {
    const message = `${textOf(context, receiverNode)} is ${typeName(receiver.type.kind)}: write the name in quotes, so that it can be checked.`;
    return reject(context, 'WRONG_TYPE', message, node);
  }
  const list = expectKind(context, receiver, 'list');
  const position = expectKind(context, index, 'number');
  return termOf(node, receiver.type.kind === 'list' ? receiver.type.of : ANY, (scope, locals) => {
    const items = list(scope, locals);
    const at = position(scope, locals);
    return Array.isArray(items) && typeof at === 'number' ? ((items[at] as Value | undefined) ?? null) : null;
  });
}

function assetMember(context: CompileContext, node: Node, receiver: Term, of: EntityOf, name: string): Term {
  const run = receiver.run as Closure<Asset>;
  if (name === 'props') return propertiesOf(node, run, of);
  if (name === 'parent') {
    return termOf(
      node,
      { kind: 'asset', owner: of.owner === 'self' ? 'parent' : 'other' },
      (scope, locals) => {
        const asset = run(scope, locals);
        return asset === null ? null : parentOf(asset, scope.reader);
      },
    );
  }
  return fieldOf(context, node, run, ASSET_FIELDS, of, name, ['props', 'parent']);
}

function cableMember(context: CompileContext, node: Node, receiver: Term, of: EntityOf, name: string): Term {
  const run = receiver.run as Closure<Cable>;
  if (name === 'props') return propertiesOf(node, run, of);
  if (name === 'from' || name === 'to') {
    return termOf(node, { kind: 'asset', owner: of.owner === 'self' ? name : 'other' }, (scope, locals) => {
      const cable = run(scope, locals);
      return cable === null ? null : endOf(cable, name, scope.reader);
    });
  }
  return fieldOf(context, node, run, CABLE_FIELDS, of, name, ['props', 'from', 'to']);
}

function propertiesOf(node: Node, run: Closure<Asset> | Closure<Cable>, { owner, type }: EntityOf): Term {
  return termOf(
    node,
    { kind: 'properties', owner, type },
    (scope, locals): Properties | null => run(scope, locals)?.properties ?? null,
  );
}

function fieldOf<E extends Asset | Cable>(
  context: CompileContext,
  node: Node,
  run: Closure<E>,
  fields: ReadonlyMap<string, Field<E>>,
  { owner, type }: EntityOf,
  name: string,
  more: readonly string[],
): Term {
  const field = fields.get(name);
  if (field === undefined) return unknownField(context, node, [...fields.keys(), ...more], name);
  context.reads.push({ kind: 'field', of: owner, type, name });
  const term = termOf(node, field.type, (scope, locals) => {
    const entity = run(scope, locals);
    return entity === null ? null : field.read(entity);
  });
  return observe(context, term);
}

function projectMember(context: CompileContext, node: Node, receiver: Term, name: string): Term {
  if (name === 'settings') return termOf(node, { kind: 'settings' }, (scope) => scope.reader.settings);
  const field = PROJECT_FIELDS.get(name);
  if (field === undefined) return unknownField(context, node, [...PROJECT_FIELDS.keys(), 'settings'], name);
  context.reads.push({ kind: 'project', name });
  const run = receiver.run as Closure<Project>;
  const term = termOf(node, field.type, (scope, locals) => {
    const project = run(scope, locals);
    return project === null ? null : field.read(project);
  });
  return observe(context, term);
}

function originMember(context: CompileContext, node: Node, receiver: Term, name: string): Term {
  if (name !== 'ruleId') return unknownField(context, node, ['ruleId'], name);
  const run = receiver.run as Closure<RuleOrigin>;
  return observe(
    context,
    termOf(node, STRING, (scope, locals) => run(scope, locals)?.ruleId ?? null),
  );
}

function mapMember(node: Node, receiver: Term, of: StaticType, name: string): Term {
  const run = receiver.run as Closure<ReadonlyMap<string, Value>>;
  return termOf(node, of, (scope, locals) => run(scope, locals)?.get(name) ?? null);
}

function mapAt(context: CompileContext, node: Node, receiver: Term, index: Term, of: StaticType): Term {
  const run = receiver.run as Closure<ReadonlyMap<string, Value>>;
  const key = expectKind(context, index, 'string') as Closure<string>;
  return termOf(node, of, (scope, locals) => {
    const name = key(scope, locals);
    return name === null ? null : (run(scope, locals)?.get(name) ?? null);
  });
}

function anyMember(run: Closure, text: string, name: string): Closure {
  return (scope, locals) => {
    const value = run(scope, locals);
    if (value === null) return null;
    return value instanceof Map
      ? ((value.get(name) as Value | undefined) ?? null)
      : failWrongType(text, value, 'map');
  };
}

function unknownField(context: CompileContext, node: Node, known: readonly string[], name: string): Term {
  const owner = isStable(context, node) ? pathText(node).slice(0, -name.length - 1) : 'This';
  const isProperty = known.includes('props') && context.names.properties.has(name);
  const remedy = isProperty
    ? ` Did you mean ${owner === 'asset' || owner === 'cable' ? 'props' : `${owner}.props`}.${name}?`
    : didYouMean(name, known) || ` It has ${known.join(', ')}.`;
  return reject(context, 'UNKNOWN_NAME', `${owner} has no field ${name}.${remedy}`, node, nameStart(node));
}

/** Where the name in `receiver.name` begins: the parser keeps it as the place of the node. */
function nameStart(node: Node): number {
  return Math.max(node.start, node.pos);
}
