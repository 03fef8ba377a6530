import { createHash, hash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../shared/json.ts';

/** SHA-256 of a text (as UTF-8) or of bytes, in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/** SHA-256 of a text that comes in parts, for texts too large to be put together. */
export function sha256OfParts(parts: Iterable<string>): string {
  const digest = createHash('sha256');
  let text = '';
  for (const part of parts) {
    if (text.length + part.length < CHUNK) {
      text += part;
      continue;
    }
    digest.update(text).update(part);
    text = '';
  }
  return digest.update(text).digest('hex');
}

/** A call costs more than hashing a short part; parts that make this many characters are not put together. */
const CHUNK = 0x10000;

/** SHA-256 of a value's canonical JSON. Equal values have equal hashes. */
export const hashOf = (value: JsonValue): string => sha256(canonicalJson(value));
