/**
 * Bundles what the library runs of TensorFlow.js besides its core into `dist/tensorflow`: gradient rules, and the backends
 * for WebAssembly and cpu, whose binaries are copied to `dist`.
 *
 * The packages' own entry points import modules of Node, which a browser's bundler does not find, load binaries from places
 * that no bundler knows, and start threads that hang once they are minified. The core stays an import of
 * `@tensorflow/tfjs-core`, so that there is one.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const { resolve } = createRequire(import.meta.url);
const distOf = (name) => join(dirname(resolve(`@tensorflow/${name}/package.json`)), 'dist');
const [core, cpu, wasm] = ['tfjs-core', 'tfjs-backend-cpu', 'tfjs-backend-wasm'].map(distOf);
const folder = 'dist/tensorflow';

// What has been built is whole, and npm comes here once more after the build, before it packs. The build starts from an empty folder.
if (existsSync('dist/index.js')) process.exit();

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
  gradients.map(([name, file]) => `export { ${name} } from '${from}/gradients/${file}';\n`).join('');

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

/**
 * The hash of texts, with the integers of 64 bits that it needs: a copy for the one kernel, for otherwise bundlers that split by
 * files load them with the core.
 */
const ownHash = {
  name: 'own-hash',
  setup({ onLoad }) {
    onLoad({ filter: /StringToHashBucketFast_impl\.js$/ }, ({ path }) => ({
      contents: `import * as hash from '${core}/hash_util.js';\n${readFileSync(path, 'utf8').replace('util.fingerPrint64', 'hash.fingerPrint64')}`,
      resolveDir: dirname(path),
    }));
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

/**
 * Kernels that nothing in the library runs: programs may, by way of TensorFlow.js' own operations. They are a file of their own,
 * which a page that only trains a model does not load.
 */
const rare = new RegExp(
  `^(${[
    'BitwiseAnd|BroadcastArgs|Bincount|Complex|ComplexAbs|CropAndResize|DenseBincount|DepthToSpace|Diag|Dilation2D|Draw|FFT',
    'FlipLeftRight|FusedConv2D|FusedDepthwiseConv2D|GatherNd|IFFT|Imag|LinSpace|LRN|LRNGrad|MaxPoolWithArgmax|Multinomial',
    'NonMaxSuppression|Ragged|Real$|ResizeBilinear|ResizeNearest|RotateWithOffset|ScatterNd|SearchSorted|Sparse|StaticRegex',
    'String|TensorScatterUpdate|Transform|Unique',
  ].join('|')})`,
);

/** Kernels are exported in place of being registered: those of cpu are run by another backend too. */
const unregistered = {
  name: 'unregistered',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /register_all_kernels\.js\?/ }, ({ path }) => ({ path, namespace: 'kernels' }));
    onLoad({ filter: /.*/, namespace: 'kernels' }, ({ path }) => {
      const [file, part] = path.split('?');
      const chosen = kernelImports(file).filter(([, , , kernel]) => rare.test(kernel) === (part === 'rare'));
      if (chosen.length === 0) throw new Error(`${file} registers its kernels in another way`);
      const lines = chosen.map(([statement]) => statement);
      const names = chosen.map(([, name]) => name).join(', ');
      return { contents: `${lines.join('\n')}\nexport const kernelConfigs = [${names}];`, resolveDir: dirname(file) };
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

// The rare kernels have what they need in themselves: what they shared with the others would be loaded with those.
for (const entryPoints of [['wasm-backend', 'cpu-backend'], ['rare-kernels']]) {
  await build({
    ...shared,
    entryPoints,
    outdir: folder,
    splitting: true,
    chunkNames: '[name]-[hash]',
    // The binary is handed to the module, which therefore need not know where it runs.
    define: { process: 'undefined', __filename: 'undefined' },
    plugins: [oneThread, ownHash, unregistered, entries()],
  });
}

/** The imports of kernels of a backend: each with the name of the configuration, of the file and of the kernel. */
function kernelImports(file) {
  return [...readFileSync(file, 'utf8').matchAll(/^import \{ (\w+) \} from '(\.\/kernels\/(\w+))';$/gm)];
}

function rareNames(folder) {
  const names = kernelImports(join(folder, 'register_all_kernels.js')).map(([, , , kernel]) => kernel);
  return names.filter((name) => rare.test(name));
}

/** Entry points that are no files. */
function entries() {
  const contents = {
    'wasm-backend': `export const rareKernelNames = ${JSON.stringify([...new Set([wasm, cpu].flatMap(rareNames))])};
      export { kernelConfigs } from '${wasm}/register_all_kernels.js?common';
      export { BackendWasm } from '${wasm}/backend_wasm.js';
      export { default as createModule } from '${wasm}/../wasm-out/tfjs-backend-wasm.js';`,
    'cpu-backend': `export { kernelConfigs } from '${cpu}/register_all_kernels.js?common';
      export { MathBackendCPU } from '${cpu}/backend_cpu.js';`,
    'rare-kernels': `export { kernelConfigs as wasmConfigs } from '${wasm}/register_all_kernels.js?rare';
      export { kernelConfigs as cpuConfigs } from '${cpu}/register_all_kernels.js?rare';`,
  };
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

// For bundlers, which read the core's own modules.
// (That of Prod imports all of the core, and is replaced.)
writeFileSync(
  join(folder, 'core-gradients.js'),
  exports('@tensorflow/tfjs-core/dist').replace(/^.*Prod_grad.*\n/m, ''),
);

// For bundles without files next to them.
const simd = gzipSync(readFileSync(join(wasm, 'tfjs-backend-wasm-simd.wasm')), { level: 9 }).toString('base64');
writeFileSync(
  join(folder, 'embedded-binary.js'),
  `/** tfjs-backend-wasm-simd.wasm, compressed by gzip. */\nexport const simdBinary = '${simd}';\n`,
);
