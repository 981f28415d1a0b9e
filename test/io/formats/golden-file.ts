import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../types/compilers.js';

/** The bytes of a file that `scripts/golden_formats.py` has made. */
export function goldenFile(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(root, 'test/golden/formats', name)));
}
