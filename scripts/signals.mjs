// @ts-check
/**
 * Loaded before a command: makes one of several equal signals that arrive together. Ctrl+C in a terminal goes to
 * every process of the group, and npm and the launcher pass it on as well, so a command would get it two or three
 * times, and a second Ctrl+C may mean "stop at once". Does nothing to a command that handles no signals.
 */
const TOGETHER_MS = 300;

/** @type {Set<string | symbol>} */
const recent = new Set();
const emit = process.emit.bind(process);
const ignore = () => {};

/**
 * @param {string | symbol} name
 * @param {...unknown} values
 */
function emitOnce(name, ...values) {
  if (name !== 'SIGINT' && name !== 'SIGTERM') return Reflect.apply(emit, undefined, [name, ...values]);
  if (recent.has(name)) return true;
  recent.add(name);
  // Without a listener the next one would kill: a command that listens once has none left.
  process.on(name, ignore);
  setTimeout(() => {
    recent.delete(name);
    process.off(name, ignore);
  }, TOGETHER_MS).unref();
  return Reflect.apply(emit, undefined, [name, ...values]);
}

process.emit = /** @type {typeof process.emit} */ (emitOnce);
