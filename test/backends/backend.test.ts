import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { backendName, ready, setBackend } from '../../src/backends/backend.js';

describe('backend', () => {
  it('has none before it is asked for one', () => {
    expect(backendName()).toBeUndefined();
  });

  it('starts the default once', async () => {
    await Promise.all([ready(), ready()]);
    expect(backendName()).toBe('wasm');
    expect(tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).arraySync())).toEqual([[11]]);
  });

  it('has gradients', () => {
    const gradient = tf.grad((x) => tf.sum(tf.square(x)));
    expect(tf.tidy(() => gradient(tf.tensor([1, 2, 3])).arraySync())).toEqual([2, 4, 6]);
  });

  it('switches', async () => {
    await setBackend('cpu');
    expect(backendName()).toBe('cpu');
    await setBackend();
    expect(backendName()).toBe('wasm');
  });

  it('rejects a name that is none', async () => {
    await expect(setBackend('gpu' as 'wasm')).rejects.toThrow(
      "setBackend expects one of 'wasm', 'node', 'webgpu', 'webgl', 'cpu' (received 'gpu')",
    );
  });

  it('says what to install', async () => {
    await expect(setBackend('node')).rejects.toThrow('npm install @tensorflow/tfjs-node');
  });
});
