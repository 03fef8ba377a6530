import { hash, randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

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

/** The Nil UUID, byte by byte: a namespace of its own is not needed where names begin with the project's id. */
const NAMESPACE = '\0'.repeat(16);

/**
 * The id of what a rule makes: always the same for the same project, rule, source entity and slot, so that a
 * plan is reproducible and a redo brings the same ids back (UUID version 5, RFC 9562). Only the slot may hold a line
 * break.
 */
export const madeId = (projectId: string, ruleId: string, sourceId: string, slot: string): string =>
  idOfDigest(hash('sha1', `${NAMESPACE}${projectId}\n${ruleId}\n${sourceId}\n${slot}`, 'hex'));

/** The id of a cable that a rule makes: another one than that of an asset for the same slot. */
export const madeCableId = (projectId: string, ruleId: string, sourceId: string, slot: string): string =>
  madeId(projectId, ruleId, sourceId, `${slot} cable`);

/** Its characters at once: an id put together from slices takes five times the memory. */
function idOfDigest(digest: string): string {
  const at = (place: number): number => digest.charCodeAt(place);
  const variant = VARIANTS.charCodeAt(Number.parseInt(digest.charAt(16), 16) & 0x3);
  // biome-ignore format: a group of the id on each line
  return String.fromCharCode(
    at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), DASH,
    at(8), at(9), at(10), at(11), DASH,
    VERSION_5, at(13), at(14), at(15), DASH,
    variant, at(17), at(18), at(19), DASH,
    at(20), at(21), at(22), at(23), at(24), at(25), at(26), at(27), at(28), at(29), at(30), at(31),
  );
}

const DASH = '-'.charCodeAt(0);
const VERSION_5 = '5'.charCodeAt(0);
const VARIANTS = '89ab';
