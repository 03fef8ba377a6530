import { randomInt } from 'node:crypto';

/** A whole number of 32 bits that nobody can know beforehand. For hash tables only: no result may depend on it. */
export const HASH_SEED = randomInt(2 ** 32) | 0;
