import * as tf from '@tensorflow/tfjs-core';
import { setBackend } from 'tupleflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fusedName, fuseElementwise } from '../../src/recording/fuse.js';
import { type Recording, record } from '../../src/recording/recording.js';
import { createReplay } from '../../src/recording/replay.js';
import { createWasmReplay } from '../../src/recording/wasm/fused-kernels.js';

beforeAll(() => setBackend('wasm'));

const special = [0, -0, 1, -1, 0.5, -2.25, 3.4e38, -3.4e38, 1e-45, Infinity, -Infinity, Number.NaN, 6, 1e-8];

function recordingOf(feeds: readonly tf.Tensor[], compute: () => readonly tf.Tensor[]): Recording {
  const { recording, result } = record(feeds, () => ({ tensors: compute() }));
  tf.dispose([...result.tensors]);
  if (recording === null) throw new Error('not recorded');
  return recording;
}

/** The elements that a recording computes, as bits: NaN is equal to itself, and 0 not to -0. */
function run(recording: Recording, feeds: readonly tf.Tensor[], create: typeof createReplay): readonly unknown[] {
  const replay = create(recording);
  try {
    return tf.tidy(() =>
      replay
        .run({ feeds, seed: () => 0 })
        .map((tensor) => [tensor.shape, Array.from(tensor.dataSync() as Float32Array)]),
    );
  } finally {
    replay.dispose();
  }
}

const names = (recording: Recording) => fuseElementwise(recording).kernels.map(({ name }) => name);

describe('operations on elements in one pass', () => {
  let x: tf.Tensor;
  let y: tf.Tensor;
  let scalar: tf.Tensor;
  beforeAll(() => {
    x = tf.tensor1d(special.flatMap((value) => special.map(() => value)));
    y = tf.tensor1d(special.flatMap(() => special));
    scalar = tf.scalar(1.5);
  });
  afterAll(() => tf.dispose([x, y, scalar]));

  const operations: Readonly<Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
    Abs: (a) => tf.abs(a),
    Add: (a, b) => tf.add(a, b),
    Maximum: (a, b) => tf.maximum(a, b),
    Minimum: (a, b) => tf.minimum(a, b),
    Multiply: (a, b) => tf.mul(a, b),
    Neg: (a) => tf.neg(a),
    RealDiv: (a, b) => tf.div(a, b),
    Relu: (a) => tf.relu(a),
    Rsqrt: (a) => tf.rsqrt(a),
    Sqrt: (a) => tf.sqrt(a),
    Square: (a) => tf.square(a),
    Step: (a) => tf.step(a),
    'Step and Cast': (a) => tf.cast(tf.step(a), 'float32'),
    Sub: (a, b) => tf.sub(a, b),
  };

  it.each(Object.entries(operations))('%s gives what the kernel gives, also of NaN and infinities', (_, operation) => {
    const recording = recordingOf([x, y], () => tf.tidy(() => [tf.add(operation(x, y), y)]));
    expect(names(recording)).toEqual([fusedName]);
    expect(run(recording, [x, y], createWasmReplay)).toEqual(run(recording, [x, y], createReplay));
  });

  it.each([1, 2, 3, 4, 5, 7, 8, 13])('goes through %i elements', (count) => {
    const few = tf.slice(x as tf.Tensor1D, 3, count);
    const recording = recordingOf([few, scalar], () => tf.tidy(() => [tf.mul(tf.add(few, scalar), few)]));
    expect(names(recording)).toEqual([fusedName]);
    expect(run(recording, [few, scalar], createWasmReplay)).toEqual(run(recording, [few, scalar], createReplay));
    few.dispose();
  });

  it('stores what is used later, and nothing else', () => {
    const recording = recordingOf([x, y], () =>
      tf.tidy(() => {
        const sum = tf.add(x, y);
        const square = tf.square(tf.mul(sum, y));
        return [tf.sum(sum), square];
      }),
    );
    const { kernels } = fuseElementwise(recording);
    expect(kernels.map(({ name, outputs }) => [name, outputs.length])).toEqual([
      [fusedName, 2],
      ['Sum', 1],
    ]);
    expect(run(recording, [x, y], createWasmReplay)).toEqual(run(recording, [x, y], createReplay));
  });

  it('leaves alone what broadcasts, has integers, or stands alone', () => {
    const row = tf.tensor2d([[1, 2]]);
    const column = tf.tensor2d([[1], [2]]);
    const integers = tf.tensor1d([1, 2], 'int32');
    const recording = recordingOf([row, column, integers], () =>
      tf.tidy(() => [tf.add(tf.mul(row, column), column), tf.add(tf.mul(integers, integers), integers), tf.neg(row)]),
    );
    expect(names(recording)).not.toContain(fusedName);
    tf.dispose([row, column, integers]);
  });

  it('goes kernel by kernel where code must not be generated', () => {
    const recording = recordingOf([x, y], () => tf.tidy(() => [tf.square(tf.add(x, y))]));
    const wanted = run(recording, [x, y], createWasmReplay);
    const { Module } = WebAssembly;
    WebAssembly.Module = class {
      constructor() {
        throw new WebAssembly.CompileError('Wasm code generation disallowed by embedder');
      }
    } as never;
    try {
      expect(run(recording, [x, y], createWasmReplay)).toEqual(wanted);
    } finally {
      WebAssembly.Module = Module;
    }
  });

  it('keeps the order of kernels that depend on each other', () => {
    const recording = recordingOf([x, y], () =>
      tf.tidy(() => {
        const one = tf.add(tf.neg(x), y);
        const total = tf.sum(one);
        const two = tf.mul(tf.sub(y, one), total);
        return [two, tf.neg(tf.square(x))];
      }),
    );
    expect(run(recording, [x, y], createWasmReplay)).toEqual(run(recording, [x, y], createReplay));
  });
});
