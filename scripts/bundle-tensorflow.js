/**
 * Bundles what the library runs of TensorFlow.js besides its core into `dist/tensorflow`: gradient rules, and the backends
 * for WebAssembly and cpu, whose binaries are copied to `dist`.
 *
 * The packages' own entry points import modules of Node, which a browser's bundler does not find, load binaries from places
 * that no bundler knows, and start threads that hang once they are minified. The core stays an import of
 * `@tensorflow/tfjs-core`, so that there is one.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const { resolve } = createRequire(import.meta.url);
const distOf = (name) => join(dirname(resolve(`@tensorflow/${name}/package.json`)), 'dist');
const [core, cpu, wasm] = ['tfjs-core', 'tfjs-backend-cpu', 'tfjs-backend-wasm'].map(distOf);
const folder = 'dist/tensorflow';

rmSync(folder, { recursive: true, force: true });

const shared = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  external: ['@tensorflow/tfjs-core'],
  legalComments: 'eof',
  logLevel: 'warning',
};

/** The files of gradient rules, with the names of their exports. */
const gradients = readdirSync(join(core, 'gradients'))
  .filter((file) => file.endsWith('_grad.js'))
  .map((file) => [/export const (\w+GradConfig)/.exec(readFileSync(join(core, 'gradients', file), 'utf8'))[1], file]);

const exports = (from) =>
  gradients.map(([name, file]) => `export { ${name} } from '${from}/gradients/${file}';`).join('\n');

/** Modules of the core that hold state, and what stands for them. */
const stateful = {
  engine: "import { engine } from '@tensorflow/tfjs-core'; export const ENGINE = engine();",
  environment: "export { env } from '@tensorflow/tfjs-core';",
  kernel_registry: "export { getKernel, getGradient, registerGradient } from '@tensorflow/tfjs-core';",
  tensor:
    "import { Tensor } from '@tensorflow/tfjs-core'; export { Tensor, Variable, TensorBuffer } from '@tensorflow/tfjs-core'; export const getGlobalTensorClass = () => Tensor;",
  base: "export * from '@tensorflow/tfjs-core';",
  index: "export * from '@tensorflow/tfjs-core';",
  globals: "export { tidy, keep, dispose, customGrad } from '@tensorflow/tfjs-core';",
};

const oneCore = {
  name: 'one-core',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const name = basename(path);
      return name in stateful && join(resolveDir, path) === join(core, name)
        ? { path: name, namespace: 'stateful' }
        : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'stateful' }, ({ path }) => ({ contents: stateful[path], resolveDir: core }));
  },
};

/** The backend is used with one thread: the threaded build stays out. */
const oneThread = {
  name: 'one-thread',
  setup({ onLoad }) {
    onLoad({ filter: /threaded-simd(\.worker)?\.js$/ }, () => ({
      contents: "export default undefined; export const wasmWorkerContents = '';",
    }));
  },
};

/** Kernels are exported in place of being registered: those of cpu are run by another backend too. */
const unregistered = {
  name: 'unregistered',
  setup({ onLoad }) {
    onLoad({ filter: /register_all_kernels\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const registration = /for \(const kernelConfig of kernelConfigs\) \{\s*registerKernel\(kernelConfig\);\s*\}/;
      if (!registration.test(text)) throw new Error(`${path} registers its kernels in another way`);
      return { contents: text.replace(registration, 'export { kernelConfigs };') };
    });
  },
};

// For Node, which cannot load the core's own modules.
await build({
  ...shared,
  stdin: { contents: exports('.'), resolveDir: core },
  outfile: join(folder, 'gradients.js'),
  plugins: [oneCore],
});

await build({
  ...shared,
  entryPoints: [
    { in: 'wasm-backend', out: 'wasm-backend' },
    { in: 'cpu-backend', out: 'cpu-backend' },
  ],
  outdir: folder,
  splitting: true,
  chunkNames: '[name]-[hash]',
  // The binary is handed to the module, which therefore need not know where it runs.
  define: { process: 'undefined', __filename: 'undefined' },
  plugins: [oneThread, unregistered, entries({ 'wasm-backend': wasmEntry(), 'cpu-backend': cpuEntry() })],
});

function wasmEntry() {
  return `export { kernelConfigs } from '${wasm}/register_all_kernels.js';
    export { BackendWasm } from '${wasm}/backend_wasm.js';
    export { default as createModule } from '${wasm}/../wasm-out/tfjs-backend-wasm.js';`;
}

function cpuEntry() {
  return `export { kernelConfigs } from '${cpu}/register_all_kernels.js';
    export { MathBackendCPU } from '${cpu}/backend_cpu.js';`;
}

/** Entry points that are no files. */
function entries(contents) {
  return {
    name: 'entries',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[\w-]+$/ }, ({ path }) => (path in contents ? { path, namespace: 'entry' } : undefined));
      onLoad({ filter: /.*/, namespace: 'entry' }, ({ path }) => ({ contents: contents[path], resolveDir: core }));
    },
  };
}

for (const binary of ['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm.wasm']) {
  writeFileSync(join('dist', binary), readFileSync(join(wasm, binary)));
}

// For bundles without files next to them.
const simd = gzipSync(readFileSync(join(wasm, 'tfjs-backend-wasm-simd.wasm')), { level: 9 }).toString('base64');
writeFileSync(
  join(folder, 'embedded-binary.js'),
  `/** tfjs-backend-wasm-simd.wasm, compressed by gzip. */\nexport const simdBinary = '${simd}';\n`,
);
