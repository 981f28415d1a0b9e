/** A key of 128 bits: two integers of 64. */
export type SipKey = readonly [number, number];

const encoder = new TextEncoder();

/**
 * The 64 bits that SipHash-2-4 makes of a text and a key.
 *
 * @see J.-P. Aumasson and D. J. Bernstein, SipHash: a fast short-input PRF, 2012.
 */
export function sipHash(text: string, key: SipKey): bigint {
  const bytes = encoder.encode(text);
  const [first, second] = key.map((part) => BigInt.asUintN(64, BigInt(part))) as [bigint, bigint];
  // The text "somepseudorandomlygeneratedbytes".
  let state: State = [
    first ^ 0x736f6d6570736575n,
    second ^ 0x646f72616e646f6dn,
    first ^ 0x6c7967656e657261n,
    second ^ 0x7465646279746573n,
  ];
  for (const word of wordsOf(bytes)) {
    state = rounds([state[0], state[1], state[2], state[3] ^ word], 2);
    state = [state[0] ^ word, state[1], state[2], state[3]];
  }
  state = rounds([state[0], state[1], state[2] ^ 0xffn, state[3]], 4);
  return state[0] ^ state[1] ^ state[2] ^ state[3];
}

type State = readonly [bigint, bigint, bigint, bigint];

/** Eight bytes at a time, the lowest first; the last word ends with the length. */
function wordsOf(bytes: Uint8Array): readonly bigint[] {
  const padded = new Uint8Array(Math.floor(bytes.length / 8) * 8 + 8);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length & 0xff;
  const view = new DataView(padded.buffer);
  return Array.from({ length: padded.length / 8 }, (_, index) => view.getBigUint64(index * 8, true));
}

function rounds(state: State, count: number): State {
  let [a, b, c, d] = state;
  for (let round = 0; round < count; round++) {
    a = plus(a, b);
    c = plus(c, d);
    b = rotated(b, 13n) ^ a;
    d = rotated(d, 16n) ^ c;
    a = plus(rotated(a, 32n), d);
    c = plus(c, b);
    b = rotated(b, 17n) ^ c;
    d = rotated(d, 21n) ^ a;
    c = rotated(c, 32n);
  }
  return [a, b, c, d];
}

function plus(left: bigint, right: bigint): bigint {
  return BigInt.asUintN(64, left + right);
}

function rotated(value: bigint, places: bigint): bigint {
  return BigInt.asUintN(64, value << places) | (value >> (64n - places));
}
