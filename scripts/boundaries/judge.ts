import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Reference } from './references.ts';
import { GUARDED_PACKAGES, IMPURE_NAMES, OUTSIDE, ROOMS, type Room } from './rooms.ts';

/** Something that a file may not do, where, and what to do instead. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * The references of one file that its room forbids.
 * @param file path relative to the project's folder, with forward slashes
 */
export function violationsOf(file: string, references: readonly Reference[]): Violation[] {
  const isTest = /\.test\.tsx?$/.test(file);
  const outside = OUTSIDE.some((folder) => file.startsWith(`${folder}/`));
  const room = roomOf(file);
  if (room === null && !outside) return [{ file, line: 1, message: `belongs to no room. ${ADD_ROOM}` }];
  return references.flatMap((reference) => {
    const message = complaint({ file, room, isTest }, reference);
    return message === null ? [] : [{ file, line: reference.line, message }];
  });
}

interface Place {
  readonly file: string;
  /** null for a file outside the rooms. */
  readonly room: Room | null;
  readonly isTest: boolean;
}

const ADD_ROOM = 'Move it, or add its folder to scripts/boundaries/rooms.ts and docs/architecture.md.';

function complaint(place: Place, reference: Reference): string | null {
  switch (reference.kind) {
    case 'unreadable':
      if (place.room === null || place.isTest) return null;
      return `imports a computed path (${reference.text}), which cannot be checked. Name the module.`;
    case 'impure':
      if (place.room?.pure !== true || place.isTest) return null;
      return `uses ${reference.text}, but ${place.room.path} is pure. Pass the value in.`;
    case 'import':
      return reference.target.startsWith('.')
        ? ofRoom(place, reference.target, reference.names)
        : ofPackage(place, reference.target);
  }
}

/** An import of our own code. */
function ofRoom({ file, room, isTest }: Place, target: string, names: readonly string[]): string | null {
  if (room === null) return null;
  const path = posix.join(posix.dirname(file), target);
  const other = roomOf(path);
  if (other === null) {
    // Tests may take data and builders that stand outside the rooms, such as the sample project.
    if (isTest && OUTSIDE.some((folder) => path.startsWith(`${folder}/`))) return null;
    return path.endsWith('.json') ? null : `imports ${path}, which belongs to no room. ${ADD_ROOM}`;
  }
  if (other === room) return null;
  const allowed = isTest ? below(room) : new Set(room.imports);
  if (!allowed.has(other.path)) {
    const may = room.imports.length === 0 ? 'nothing of ours' : room.imports.join(', ');
    return `imports ${path}, but ${room.path} may import ${may}. Move the code, or turn the dependency around.`;
  }
  const impure = names.find((name) => IMPURE_NAMES.includes(name) || name === '*');
  if (room.pure !== true || isTest || other.path === 'shared' || impure === undefined) return null;
  return `imports ${impure} from ${path}, but ${room.path} is pure. Pass the value in, and import by name.`;
}

/** An import of a package or of Node's own modules. */
function ofPackage({ file, room, isTest }: Place, target: string): string | null {
  const guard = GUARDED_PACKAGES.find(({ name }) => target === name || target.startsWith(`${name}/`));
  if (guard !== undefined) {
    const isThere = guard.rooms.some((path) => file === path || file.startsWith(`${path}/`));
    if (isThere || (guard.tests && (isTest || room === null))) return null;
    return `imports ${target}, which only ${guard.rooms.join(', ')} may (${guard.why}). Go through that room.`;
  }
  if (room === null || isTest || room.nodeModules || !isBuiltin(target)) return null;
  return `imports ${target}, but ${room.path} uses none of Node's modules. Pass the value in, or use electron/kernel.`;
}

const roomOf = (path: string): Room | null =>
  ROOMS.find((room) => path === room.path || path.startsWith(`${room.path}/`)) ?? null;

/** All that a room reaches, for its tests. */
function below(room: Room): Set<string> {
  const reached = new Set<string>();
  const queue = [...room.imports];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    queue.push(...(ROOMS.find((other) => other.path === path)?.imports ?? []));
  }
  return reached;
}
