import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { parseJson } from '../../../src/io/formats/json.js';

describe('parseJson', () => {
  it('reads what JSON.stringify writes', () => {
    const property = fc.property(fc.jsonValue(), fc.nat(2), (value, space) => {
      const text = JSON.stringify(value, null, space);
      fc.pre(!/"__/.test(text));
      expect(parseJson(text, 'f', 'p')).toEqual(JSON.parse(text));
      expect(parseJson(new TextEncoder().encode(text), 'f', 'p')).toEqual(JSON.parse(text));
    });
    fc.assert(property, { numRuns: 300, seed: 7 });
  });

  it('reads the infinity that Python writes, outside of strings', () => {
    const text = '{"a": Infinity, "b": [-Infinity, "Infinity \\" Infinity"]}';
    expect(parseJson(text, 'f', 'p')).toEqual({ a: Infinity, b: [-Infinity, 'Infinity " Infinity'] });
  });

  it.each([
    ['nothing', '', 'JSON (received'],
    ['a key twice', '{"a": 1, "b": {"a": 2}, "a": 3}', "each key of an object once (received 'a' twice)"],
    ['a key twice, in two spellings', '{"a": 1, "\\u0061" : 3}', "each key of an object once (received 'a' twice)"],
    [
      'a reserved key',
      '[{"__proto__": 1}]',
      "names of printable characters that are not reserved (received '__proto__')",
    ],
    ['deep nesting', '['.repeat(100_000), 'nesting of at most 200 (received more)'],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'JSON in UTF-8'],
    ['a string without an end', '{"a": "', 'JSON (received'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseJson(text, 'f', 'p')).toThrow(DataError);
    expect(() => parseJson(text, 'f', 'p')).toThrow(`f: p expects ${message}`);
  });

  it('takes no longer for a long text than its length', () => {
    const start = performance.now();
    parseJson(`[${'"\\\\", '.repeat(300_000)}1]`, 'f', 'p');
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
