/**
 * Bundles the modules of the library into few files for Node, `dist/node`, which loads these in a third of the time.
 *
 * And bundles the library with TensorFlow.js' core into one file, `dist/tupleflow.esm.js`, for pages without a bundler: its binary
 * lies next to it. The program of the library's own worker becomes one file, too. What reads and writes HDF5 stays an import of
 * `h5wasm`, which is six times as large as all else.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/** Where the binaries are from the modules of the library, as `src/backends/wasm/binaries.ts` has it. */
const place = '"../../../dist/';

function withBinariesIn(folder, text) {
  return text.replaceAll(place, `"${folder}`);
}

const { outputFiles: nodeFiles } = await build({
  entryPoints: [
    'dist/index.js',
    'dist/channels-first.js',
    'dist/datasets/index.js',
    'dist/worker/index.js',
    'dist/worker/worker-thread.js',
    'dist/cli/main.js',
  ],
  outbase: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  platform: 'node',
  packages: 'external',
  outdir: 'dist/node',
  chunkNames: 'chunks/[name]-[hash]',
  write: false,
  logLevel: 'warning',
});
const named = nodeFiles.filter(({ text }) => text.includes(place));
if (named.length !== 1) throw new Error('the bundle for Node names its binaries in another way');
for (const { path, text } of nodeFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, withBinariesIn('../../', text));
}

/**
 * Makes one file of a module and all that it imports.
 *
 * @param folder the way from there to `dist`
 */
async function flatten(entry, outfile, folder, plugins = []) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    minify: true,
    legalComments: 'eof',
    outfile,
    write: false,
    external: ['h5wasm'],
    logLevel: 'warning',
    plugins: [
      ...plugins,
      {
        name: 'files-next-to-it',
        setup({ onResolve }) {
          onResolve({ filter: /^#embedded-binary$/ }, () => ({
            path: `${folder}tensorflow/embedded-binary.js`,
            external: true,
          }));
          onResolve({ filter: /^#embedded-kernels$/ }, () => ({
            path: `${folder}kernels/embedded-kernels.js`,
            external: true,
          }));
        },
      },
    ],
  });
  const [{ text }] = outputFiles;
  if (!text.includes(place)) throw new Error('the bundle names its binaries in another way');
  writeFileSync(outfile, withBinariesIn(folder, withIgnoredImports(text)));
}

/** Says to bundlers that a module whose name they cannot read is not theirs to find, which minifying takes away. */
function withIgnoredImports(text) {
  const pattern = /\bimport\((\w+)\)/g;
  if (!pattern.test(text)) throw new Error('the bundle imports optional modules in another way');
  return text.replace(pattern, 'import(/* @vite-ignore */ /* webpackIgnore: true */ $1)');
}

/**
 * For pages without a bundler, one file has both entry points: what `tupleflow` exports, and `tupleflow/worker`. A page may not start a
 * worker from another origin, such as that of a network for content, but one of its own that imports it.
 */
const bothEntries = {
  name: 'both-entries',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^both-entries$/ }, ({ path }) => ({ path, namespace: 'both' }));
    onLoad({ filter: /./, namespace: 'both' }, () => ({
      contents: "export * from './index.js';\nexport { serveModels, startWorker } from './worker/index.js';",
      resolveDir: 'dist',
    }));
    onLoad({ filter: /worker\/own-worker\.js$/ }, () => ({
      contents: `export function ownWorker() {
        const url = new URL('./worker/worker-thread.js', import.meta.url);
        const program = () => URL.createObjectURL(new Blob(['import ' + JSON.stringify(url)], { type: 'text/javascript' }));
        return new Worker(url.origin === location.origin ? url : program(), { type: 'module' });
      }`,
    }));
  },
};

await flatten('both-entries', 'dist/tupleflow.esm.js', './', [bothEntries]);

/**
 * No method of a model in a worker reads or writes a file, but bundlers that make one file of a worker, as Vite does, would put a
 * megabyte of HDF5 into it.
 */
const withoutHdf5 = {
  name: 'without-hdf5',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^h5wasm$/ }, () => ({ path: 'h5wasm', namespace: 'absent' }));
    onLoad({ filter: /./, namespace: 'absent' }, () => ({
      contents: `export const ready = Promise.reject(
        new Error('HDF5 expects the thread that has started the worker (received the worker)'),
      );`,
    }));
  },
};

// The library's own worker, which servers for development load as it is, without looking for what it imports.
await flatten('dist/worker/worker-thread.js', 'dist/worker/worker-thread.js', '../', [withoutHdf5]);
rmSync('dist/worker/worker-thread.js.map');
