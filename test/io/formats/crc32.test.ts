import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, portableCrc32 } from '../../../src/io/formats/crc32.js';

describe('crc32', () => {
  it.each([crc32, portableCrc32])('is the checksum of the standard', (sum) => {
    expect(sum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(sum(new Uint8Array())).toBe(0);
  });

  it('goes on from the bytes before', () => {
    const property = fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
      const whole = portableCrc32(Uint8Array.of(...first, ...second));
      expect(crc32(second, crc32(first))).toBe(whole);
      expect(portableCrc32(second, portableCrc32(first))).toBe(whole);
    });
    fc.assert(property, { numRuns: 100, seed: 7 });
  });
});
