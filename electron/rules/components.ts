/**
 * The strongly connected components of a graph (Tarjan, without recursion), each before the ones that it leads
 * to. `next[i]` are the nodes that node i leads to.
 */
export function stronglyConnected(next: readonly (readonly number[])[]): number[][] {
  const index = next.map(() => -1);
  const low = next.map(() => 0);
  const onStack = next.map(() => false);
  const stack: number[] = [];
  const components: number[][] = [];
  let counter = 0;
  const enter = (node: number): { node: number; edge: number } => {
    index[node] = low[node] = counter++;
    stack.push(node);
    onStack[node] = true;
    return { node, edge: 0 };
  };
  const lower = (node: number, value: number): void => {
    low[node] = Math.min(low[node] ?? value, value);
  };
  for (const root of next.keys()) {
    if (index[root] !== -1) continue;
    const calls = [enter(root)];
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const target = next[call.node]?.[call.edge++];
      if (target === undefined) {
        calls.pop();
        if (low[call.node] === index[call.node]) components.push(popComponent(stack, onStack, call.node));
        const caller = calls.at(-1);
        if (caller !== undefined) lower(caller.node, low[call.node] ?? 0);
      } else if (index[target] === -1) calls.push(enter(target));
      else if (onStack[target] === true) lower(call.node, index[target] ?? 0);
    }
  }
  return components.toReversed();
}

function popComponent(stack: number[], onStack: boolean[], root: number): number[] {
  const component: number[] = [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    onStack[node] = false;
    component.push(node);
    if (node === root) break;
  }
  return component;
}

/** The shortest way from one node to another along the edges allowed, both ends included, or null. */
export function shortestPath(
  next: readonly (readonly number[])[],
  from: number,
  to: number,
  allowed: (node: number) => boolean,
): number[] | null {
  const cameFrom = new Map<number, number>();
  let frontier = [from];
  while (frontier.length > 0) {
    const reached: number[] = [];
    for (const node of frontier) {
      for (const target of next[node] ?? []) {
        if (target === to) return pathBack(cameFrom, from, node, to);
        if (!allowed(target) || cameFrom.has(target) || target === from) continue;
        cameFrom.set(target, node);
        reached.push(target);
      }
    }
    frontier = reached;
  }
  return null;
}

function pathBack(cameFrom: ReadonlyMap<number, number>, from: number, last: number, to: number): number[] {
  const path = [to];
  for (
    let node: number | undefined = last;
    node !== undefined;
    node = node === from ? undefined : cameFrom.get(node)
  ) {
    path.push(node);
  }
  return path.toReversed();
}
