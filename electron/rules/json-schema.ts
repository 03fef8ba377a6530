import { z } from 'zod';
import { ruleSchema } from '../../shared/model/rule.ts';

/** The JSON Schema of a rule file, for editors: made from the schema that reads the files. */
export function ruleFileJsonSchema(): Record<string, unknown> {
  const file = z.strictObject({
    pack: z.string().min(1).optional(),
    rules: z.array(ruleSchema),
  });
  return {
    ...z.toJSONSchema(file, { io: 'input', unrepresentable: 'any' }),
    title: 'Synapse rule file',
    description: 'Engineering rules of Synapse, written in YAML.',
  };
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode | boolean;
}

/** The keys that may stand in the map at a path of a rule. */
export function knownKeysAt(path: readonly (string | number)[]): string[] {
  ruleJsonSchema ??= z.toJSONSchema(ruleSchema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  let nodes: SchemaNode[] = [ruleJsonSchema];
  for (const step of path) nodes = nodes.flatMap(alternatives).flatMap((node) => childOf(node, step));
  return [...new Set(nodes.flatMap(alternatives).flatMap((node) => Object.keys(node.properties ?? {})))];
}

let ruleJsonSchema: SchemaNode | undefined;

const alternatives = (node: SchemaNode): readonly SchemaNode[] =>
  node.anyOf === undefined ? [node] : node.anyOf.flatMap(alternatives);

function childOf(node: SchemaNode, step: string | number): SchemaNode[] {
  if (typeof step === 'number') return typeof node.items === 'object' ? [node.items] : [];
  const child =
    node.properties !== undefined && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined;
  return child === undefined ? [] : [child];
}
