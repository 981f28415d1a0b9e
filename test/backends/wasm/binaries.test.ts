import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import { type BackendOptions, ready, setBackend, type WasmBinaries } from 'tupleflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { root } from '../../types/compilers.js';

const name = 'tfjs-backend-wasm-simd.wasm';
const dist = join(root, 'dist');
const bytes = readFileSync(join(dist, name));

let server: Server;
let types: string | undefined;
let address: string;

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    const [, folder, file = ''] = url?.split('/') ?? [];
    const isThere = folder === 'with' ? file.endsWith('simd.wasm') : folder === 'stock' && file === name;
    if (!isThere) return void response.writeHead(404).end('not here');
    response.writeHead(200, types === undefined ? {} : { 'Content-Type': types }).end(readFileSync(join(dist, file)));
  });
  await new Promise<void>((done) => void server.listen(0, done));
  address = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(() => void server.close());

/** Each test starts the backend. */
beforeEach(() => {
  if (tf.findBackendFactory('wasm')) tf.removeBackend('wasm');
});

describe('binaries', () => {
  const sources: Record<string, () => WasmBinaries> = {
    'a folder of files': () => dist,
    'a folder that ends in a slash': () => `${dist}/`,
    'the URL of a folder of files': () => pathToFileURL(dist),
    'the URL of a file': () => ({ [name]: pathToFileURL(join(dist, name)) }),
    'the path of a file': () => ({ [name]: join(dist, name) }),
    'the URL of a folder on a server': () => `${address}/with`,
    bytes: () => ({ [name]: bytes }),
    'the bytes of a buffer': () => ({ [name]: new Uint8Array(bytes).buffer }),
    'a module': () => ({ [name]: new WebAssembly.Module(bytes) }),
    'a binary that is not needed here': () => ({ 'tfjs-backend-wasm.wasm': 'not here' }),
  };
  for (const [title, binaries] of Object.entries(sources)) {
    it(`are taken from ${title}`, async () => {
      expect(await setBackend('wasm', { binaries: binaries() })).toBe('wasm');
      expect(await ready()).toBe('wasm');
      expect(tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).arraySync())).toEqual([[11]]);
    });
  }

  it('are compiled whatever type a server says they have', async () => {
    for (types of ['application/wasm', 'text/html']) {
      if (tf.findBackendFactory('wasm')) tf.removeBackend('wasm');
      expect(await setBackend('wasm', { binaries: `${address}/with/` })).toBe('wasm');
    }
  });

  it('are not looked for elsewhere, where they are not at the place that is given', async () => {
    await expect(setBackend('wasm', { binaries: `${address}/without` })).rejects.toThrow(
      'expects a backend that starts',
    );
    await expect(setBackend('wasm', { binaries: join(root, 'src') })).rejects.toThrow('ENOENT');
    await expect(setBackend('wasm', { binaries: `${address}/stock` })).rejects.toThrow(
      /expects tupleflow-(relaxed-)?simd.wasm at .* \(received status 404\)/,
    );
  });

  it('can be given anew until the backend has started', async () => {
    await expect(setBackend('wasm', { binaries: `${address}/without` })).rejects.toThrow();
    expect(await setBackend('wasm', { binaries: dist })).toBe('wasm');
    await expect(setBackend('wasm', { binaries: dist })).rejects.toThrow("before backend 'wasm' has started");
    expect(await setBackend('wasm')).toBe('wasm');
  });

  it('are rejected where they are none', async () => {
    const rejected: readonly (readonly [unknown, string])[] = [
      [{ binaries: 5 }, 'expects the URL of a folder, or binaries by'],
      [{ binaries: { 'other.wasm': 'x' } }, "(received 'other.wasm')"],
      [{ binaries: { [name]: 5 } }, `setBackend: binaries['${name}'] expects a URL, bytes or a WebAssembly.Module`],
      [{ threads: 2 }, "setBackend expects no options but 'binaries' for 'wasm' (received 'threads')"],
      [null, '(received null)'],
    ];
    for (const [options, message] of rejected) {
      await expect(setBackend('wasm', options as BackendOptions)).rejects.toThrow(message);
    }
    await expect(setBackend('cpu', { binaries: dist })).rejects.toThrow("no options for 'cpu' (received 'binaries')");
  });

  it('are in a copy in JavaScript too', async () => {
    const { compileBinary } = await import('../../../src/backends/wasm/binaries.js');
    const { simdBinary } = await import('#embedded-binary');
    const copy = new Response(
      new Blob([Buffer.from(simdBinary, 'base64')]).stream().pipeThrough(new DecompressionStream('gzip')),
    );
    expect(Buffer.from(await copy.arrayBuffer()).equals(bytes)).toBe(true);
    expect(WebAssembly.Module.exports(await compileBinary(true)).length).toBeGreaterThan(100);
    const { kernelBinaries } = await import('#embedded-kernels');
    for (const [file, text] of Object.entries(kernelBinaries)) {
      expect(gunzipSync(Buffer.from(text, 'base64')).equals(readFileSync(join(dist, file)))).toBe(true);
    }
  });

  it('of our own kernels are done without, with a warning, where they cannot be compiled', async () => {
    const { compile } = WebAssembly;
    const isOwn = (given: BufferSource) => given.byteLength < 200_000;
    vi.spyOn(WebAssembly, 'compile').mockImplementation((given) =>
      isOwn(given) ? Promise.reject(new Error('not this one')) : compile(given),
    );
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    expect(await setBackend('wasm')).toBe('wasm');
    expect(await ready()).toBe('wasm');
    expect(warn.mock.calls).toEqual([[expect.stringContaining('its own kernels cannot be loaded: not this one')]]);
    expect(tf.tidy(() => tf.matMul([[1, 2]], [[3, 4]], false, true).arraySync())).toEqual([[11]]);
    vi.restoreAllMocks();
  });
});

it('kernels of a package that is imported later do not stay', async () => {
  await setBackend('wasm');
  const before = tf.getKernel('MaxPoolGrad', 'wasm');
  await import('@tensorflow/tfjs-backend-wasm');
  await ready();
  expect(tf.getKernel('MaxPoolGrad', 'wasm')?.kernelFunc).toBe(before?.kernelFunc);
});
