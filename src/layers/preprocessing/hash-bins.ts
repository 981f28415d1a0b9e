import type * as tf from '@tensorflow/tfjs-core';
import { received } from '../../arguments/received.js';
import { ArgumentError } from '../../errors.js';
import { fingerprint } from './fingerprint.js';
import { type SipKey, sipHash } from './sip-hash.js';

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
