import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { backendName, ready, setBackend } from '../../src/backends/backend.js';
import { nativeAdvice } from '../../src/backends/native.js';

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

  it('says what to install, or to do where the native library does not load', () => {
    const missing = Object.assign(new Error("Cannot find package '@tensorflow/tfjs-node'"), {
      code: 'ERR_MODULE_NOT_FOUND',
    });
    const broken = new Error('libtensorflow.so.2: cannot open shared object file\nRequire stack: ...');
    const [linux, mac] = [
      { platform: 'linux', arch: 'x64' },
      { platform: 'darwin', arch: 'arm64' },
    ];
    const build = "; 'npx tupleflow-setup-native' builds its library on this machine, where the download is blocked";
    const again = "'npm rebuild @tensorflow/tfjs-node' downloads it again, from storage.googleapis.com";
    const install = `setBackend expects the package '@tensorflow/tfjs-node' for backend 'node': npm install @tensorflow/tfjs-node`;
    const load = "setBackend expects the native library of '@tensorflow/tfjs-node' to load on";
    const notFound = "(received Cannot find package '@tensorflow/tfjs-node')";
    const notOpened = '(received libtensorflow.so.2: cannot open shared object file)';
    expect(nativeAdvice(missing, linux)).toBe(`${install}${build} ${notFound}`);
    expect(nativeAdvice(missing, mac)).toBe(`${install} ${notFound}`);
    expect(nativeAdvice(broken, linux)).toBe(`${load} linux x64: ${again}${build} ${notOpened}`);
    expect(nativeAdvice(broken, mac)).toBe(`${load} darwin arm64: ${again} ${notOpened}`);
  });
});
