/**
 * Bundles the library with TensorFlow.js' core into one file, `dist/tupleflow.esm.js`, for pages without a bundler: its binary
 * lies next to it. What reads and writes HDF5 stays an import of `h5wasm`, which is six times as large as all else.
 */
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['dist/index.js'],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  minify: true,
  legalComments: 'eof',
  outfile: 'dist/tupleflow.esm.js',
  write: false,
  external: ['h5wasm'],
  logLevel: 'warning',
  plugins: [
    {
      name: 'files-next-to-it',
      setup({ onResolve }) {
        onResolve({ filter: /^#embedded-binary$/ }, () => ({
          path: './tensorflow/embedded-binary.js',
          external: true,
        }));
      },
    },
  ],
});

const [{ text }] = outputFiles;
const bundled = text.replaceAll('"../../../dist/', '"./');
if (bundled === text) throw new Error('the bundle names its binaries in another way');
writeFileSync('dist/tupleflow.esm.js', bundled);
