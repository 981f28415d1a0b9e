import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { root } from '../types/compilers.js';

/** The most JavaScript that a page with a small model downloads before its first step, compressed by gzip, in kB. */
const budget = 172;

const page = `import { Dense, Input, Model } from 'tupleflow';
const input = Input([4]);
const model = Model({ inputs: input, outputs: Dense(1)(input) });
await model.compile({ loss: 'meanSquaredError' }).fit(new Float32Array(8), new Float32Array(2));`;

/** The modules that a page loads when a model first runs. */
const loadedByRunning = /dist\/tensorflow\/(wasm|cpu)-backend\.js$/;

interface Downloads {
  readonly kB: number;
  /** The modules of which something is downloaded. */
  readonly modules: readonly string[];
}

async function downloadsOf(contents: string): Promise<Downloads> {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'dist/bundled',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const sizes = new Map(outputFiles.map(({ path, contents }) => [path, gzipSync(contents).length]));
  const found = new Set<string>();
  const load = (chunk: string): void => {
    const output = metafile.outputs[chunk];
    if (output === undefined || found.has(chunk)) return;
    found.add(chunk);
    for (const { kind, path } of output.imports) if (kind === 'import-statement') load(path);
  };
  for (const [chunk, { entryPoint = '' }] of Object.entries(metafile.outputs)) {
    if (entryPoint === '<stdin>' || loadedByRunning.test(entryPoint)) load(chunk);
  }
  const bytes = [...found].reduce((sum, chunk) => sum + (sizes.get(join(root, chunk)) ?? Number.NaN), 0);
  const inputs = [...found].flatMap((chunk) => Object.entries(metafile.outputs[chunk]?.inputs ?? {}));
  const modules = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return { kB: bytes / 1000, modules };
}

let downloads: Downloads;

beforeAll(async () => {
  if (!existsSync(join(root, 'dist/index.js'))) throw new Error('the package has to be built first: npm run build');
  downloads = await downloadsOf(page);
}, 60_000);

it('of what a page downloads keeps to the budget', () => {
  expect(downloads.kB).toBeGreaterThan(50);
  expect(downloads.kB).toBeLessThan(budget);
});

it('has in it what the page runs', () => {
  for (const module of ['dist/layers/core/dense.js', 'dist/training/fit.js', 'dist/tensorflow/wasm-backend.js']) {
    expect(downloads.modules).toContain(module);
  }
});

it('leaves out other layers, readers of files, rare kernels, the binary and packages for Node', () => {
  const unwanted = [
    'dist/layers/(?!core|index|activations)',
    'dist/io/(formats/hdf5|formats/zip|onnx|restore-model|from-keras-config)',
    'dist/tensorflow/(rare-kernels|embedded-binary|gradients)',
    'node_modules/(h5wasm|protobufjs|commander|@viz-js|long)/',
    'tfjs-core/dist/(io|optimizers)/',
  ];
  for (const pattern of unwanted)
    expect(downloads.modules.filter((path) => new RegExp(pattern).test(path))).toEqual([]);
});
