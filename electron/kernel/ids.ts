import { hash, randomFillSync } from 'node:crypto';
import { parse, v7 } from 'uuid';

/** A new id: UUID version 7, so that ids sort by the time they were made. */
export const newId = (): string => v7({ rng: nextRandom, seq: nextSequence() });

/** Random bytes are drawn in bulk: one draw an id costs more than the id itself. */
const POOL_IDS = 1024;
const pool = new Uint8Array(POOL_IDS * 16);
let used = POOL_IDS;

function nextRandom(): Uint8Array {
  if (used === POOL_IDS) {
    randomFillSync(pool);
    used = 0;
  }
  used += 1;
  return pool.subarray((used - 1) * 16, used * 16);
}

let sequence = 0;

/** Counts up inside a process, so that ids made in the same millisecond sort by their order as well. */
function nextSequence(): number {
  sequence = (sequence + 1) % 0x100000000;
  return sequence;
}

/** Namespace of the name-based ids below. */
const NAMESPACE = Buffer.from(parse('6f0c7a52-3c1e-5d0b-9a58-1f2f5f0a7d11'));

/** Where the names of ids are written behind their namespace; names seldom need more room. */
const nameRoom = Buffer.concat([NAMESPACE], 1024);
const BYTES_A_CHARACTER = 3;

/**
 * The id of what a rule makes: always the same for the same project, rule, source entity and slot, so that a
 * plan is reproducible and a redo brings the same ids back (UUID version 5, RFC 9562).
 */
export function madeId(projectId: string, ruleId: string, sourceId: string, slot: string): string {
  return idOfDigest(hash('sha1', inNamespace(JSON.stringify([projectId, ruleId, sourceId, slot])), 'hex'));
}

/** The bytes of a name behind its namespace, until the next call. */
function inNamespace(name: string): Uint8Array {
  const most = NAMESPACE.length + name.length * BYTES_A_CHARACTER;
  const room = most <= nameRoom.length ? nameRoom : Buffer.concat([NAMESPACE], most);
  return room.subarray(0, NAMESPACE.length + room.write(name, NAMESPACE.length));
}

/** The id of a cable that a rule makes: another one than that of an asset for the same slot. */
export const madeCableId = (projectId: string, ruleId: string, sourceId: string, slot: string): string =>
  madeId(projectId, ruleId, sourceId, `${slot} cable`);

const idText = Buffer.alloc(36, '-');
const VERSION_PLACE = 14;
const VERSION_5 = '5'.charCodeAt(0);
const VARIANT_PLACE = 19;
const VARIANTS = '89ab';

/** Written digit by digit: an id put together from slices takes longer than its digest, and five times the memory. */
function idOfDigest(digest: string): string {
  let next = 0;
  for (let place = 0; place < idText.length; place += 1) {
    if (place === 8 || place === 13 || place === 18 || place === 23) continue;
    idText[place] = digest.charCodeAt(next);
    next += 1;
  }
  idText[VERSION_PLACE] = VERSION_5;
  idText[VARIANT_PLACE] = VARIANTS.charCodeAt(Number.parseInt(digest.charAt(16), 16) & 0x3);
  return idText.toString('latin1');
}
