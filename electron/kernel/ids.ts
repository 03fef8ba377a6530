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
const ROOM_FOR_NAMESPACE = ' '.repeat(NAMESPACE.length);

/**
 * The id of what a rule makes: always the same for the same project, rule, source entity and slot, so that a
 * plan is reproducible and a redo brings the same ids back (UUID version 5, RFC 9562).
 */
export function madeId(projectId: string, ruleId: string, sourceId: string, slot: string): string {
  const bytes = Buffer.from(ROOM_FOR_NAMESPACE + JSON.stringify([projectId, ruleId, sourceId, slot]));
  bytes.set(NAMESPACE);
  return idOfDigest(hash('sha1', bytes, 'hex'));
}

/** The id of a cable that a rule makes: another one than that of an asset for the same slot. */
export const madeCableId = (projectId: string, ruleId: string, sourceId: string, slot: string): string =>
  madeId(projectId, ruleId, sourceId, `${slot} cable`);

const idText = Buffer.alloc(36, '-');
const VERSION_PLACE = 14;
const VARIANT_PLACE = 19;

/** Written digit by digit: an id put together from slices takes longer than its digest, and five times the memory. */
function idOfDigest(digest: string): string {
  let next = 0;
  for (let place = 0; place < idText.length; place += 1) {
    if (place === 8 || place === 13 || place === 18 || place === 23) continue;
    idText[place] = digest.charCodeAt(next);
    next += 1;
  }
  const variant = (Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8;
  idText.write('5', VERSION_PLACE);
  idText.write(variant.toString(16), VARIANT_PLACE);
  return idText.toString('latin1');
}
