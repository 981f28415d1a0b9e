import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../../errors.js';

/** A key of 128 bits: two integers of 64. */
export type SipKey = readonly [number, number];

const encoder = new TextEncoder();

/**
 * The 64 bits that SipHash-2-4 makes of a text and a key.
 *
 * @see J.-P. Aumasson and D. J. Bernstein, SipHash: a fast short-input PRF, 2012.
 */
function sipHash(text: string, key: SipKey): bigint {
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

/** The 64 bits that FarmHash makes of a text, as TensorFlow has them on all platforms. */
export function fingerprint(text: string): bigint {
  return BigInt(String(tf.util.fingerPrint64(encoder.encode(text))));
}

const factor = 0xc6a4a7935bd1e995n;

/** One fingerprint of two, by which TensorFlow crosses features. */
export function joinedFingerprint(first: bigint, second: bigint): bigint {
  const mixed = first ^ factor ^ times(shiftMix(times(second, factor)), factor);
  return shiftMix(times(shiftMix(times(mixed, factor)), factor));
}

function shiftMix(value: bigint): bigint {
  return value ^ (value >> 47n);
}

function times(left: bigint, right: bigint): bigint {
  return BigInt.asUintN(64, left * right);
}

/** What keeps hashes from being foreseen: one integer, or two. */
export type Salt = number | SipKey;

/** A salt as the two integers that it is or stands for. */
export function checkSalt(layer: string, salt: Salt | null): SipKey | null {
  if (salt === null) return null;
  const pair = typeof salt === 'number' ? [salt, salt] : salt;
  const isRight = Array.isArray(pair) && pair.length === 2 && pair.every(Number.isSafeInteger);
  if (isRight) return Object.freeze([...pair]) as SipKey;
  throw new ArgumentError(`${layer}: salt expects an integer, or a list of two (received ${received(salt)})`);
}

/** Finds the bins that texts fall into: by FarmHash, or with a salt by SipHash, as TensorFlow does. */
export function binFinder(numBins: number, salt: SipKey | null): (text: string) => number {
  const count = BigInt(numBins);
  const found = new Map<string, number>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined) return known;
    const bin = Number((salt === null ? fingerprint(text) : sipHash(text, salt)) % count);
    found.set(text, bin);
    return bin;
  };
}

/** The values of a tensor as texts: integers in digits, fractions without what is behind the point. */
export function textsOf(tensor: tf.Tensor): readonly string[] {
  if (tensor.dtype === 'string') return tensor.dataSync<'string'>();
  const values = Array.from(tensor.dataSync());
  if (tensor.dtype === 'bool') return values.map((value) => String(Boolean(value)));
  return values.map((value) => String(Math.trunc(value) + 0));
}
