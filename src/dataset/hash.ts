import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Content hash: the first 128 bits of SHA-256 over the text's UTF-8, as 32 hex digits. Same text, same hash, everywhere.
 * Not `crypto.subtle`, which is asynchronous and missing on pages that are not a secure context.
 */
export function contentHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 16));
}
