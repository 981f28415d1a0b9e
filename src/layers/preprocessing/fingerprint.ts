import * as tf from '@tensorflow/tfjs-core';

const encoder = new TextEncoder();

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
