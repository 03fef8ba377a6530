import { EventEmitter } from 'node:events';

/**
 * The object, but asking for a member that it lacks throws: the application must not come to rest on something
 * that the stand-in silently does not do.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get: (object, key) => {
      const value: unknown = Reflect.get(object, key, object);
      if (value === undefined && typeof key === 'string' && key !== 'then' && !(key in object)) {
        throw new Error(`The stand-in for Electron has no ${name}.${key}. Add it in e2e/standin.`);
      }
      return typeof value === 'function' && !isClass(value) ? bound(object, value) : value;
    },
  });
}

const isClass = (value: Function): boolean => /^class\b/.test(Function.prototype.toString.call(value));

const cache = new WeakMap<object, Map<Function, Function>>();

/** Always the same function for the same method, so that identity holds as without the proxy. */
function bound(object: object, method: Function): Function {
  const methods = cache.get(object) ?? new Map<Function, Function>();
  cache.set(object, methods);
  const known = methods.get(method) ?? method.bind(object);
  methods.set(method, known);
  return known;
}

/** Events that may be listened to; another name throws, as no such event would ever come. */
export class StrictEmitter<Name extends string> {
  readonly #events = new EventEmitter();
  readonly #name: string;
  readonly #known: ReadonlySet<string>;

  constructor(name: string, known: readonly Name[]) {
    this.#name = name;
    this.#known = new Set(known);
  }

  on(event: string, listener: (...args: never[]) => void): this {
    this.#events.on(this.#checked(event), listener as (...args: unknown[]) => void);
    return this;
  }

  once(event: string, listener: (...args: never[]) => void): this {
    this.#events.once(this.#checked(event), listener as (...args: unknown[]) => void);
    return this;
  }

  off(event: string, listener: (...args: never[]) => void): this {
    this.#events.off(this.#checked(event), listener as (...args: unknown[]) => void);
    return this;
  }

  /** For the stand-in, and for tests that play the system. */
  emit(event: string, ...args: unknown[]): boolean {
    return this.#events.emit(this.#checked(event), ...args);
  }

  listenerCount(event: string): number {
    return this.#events.listenerCount(this.#checked(event));
  }

  #checked(event: string): string {
    if (this.#known.has(event)) return event;
    throw new Error(
      `The stand-in for Electron never emits "${event}" on ${this.#name}. Add it in e2e/standin.`,
    );
  }
}

/** An event whose default can be prevented, as Electron hands them to listeners. */
export class PreventableEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
