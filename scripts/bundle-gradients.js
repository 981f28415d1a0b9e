/**
 * Bundles TensorFlow.js' gradient rules into `dist/gradients.js`.
 *
 * tfjs-core ships them only as ES modules without file extensions, which bundlers read and Node does not, and its
 * CommonJS bundle leaves them out. What the rules need of the core's own state (engine, registries, environment) stays
 * an import of `@tensorflow/tfjs-core`, so that there is one core.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const core = join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core/package.json')), 'dist');
const gradients = readdirSync(join(core, 'gradients')).filter((file) => file.endsWith('_grad.js'));
const names = gradients.map(
  (file) => /export const (\w+GradConfig)/.exec(readFileSync(join(core, 'gradients', file), 'utf8'))[1],
);

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

await build({
  stdin: {
    contents: gradients.map((file, index) => `export { ${names[index]} } from './gradients/${file}';`).join('\n'),
    resolveDir: core,
  },
  bundle: true,
  format: 'esm',
  target: 'es2022',
  outfile: 'dist/gradients.js',
  external: ['@tensorflow/tfjs-core'],
  legalComments: 'eof',
  logLevel: 'warning',
  plugins: [
    {
      name: 'one-core',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir }) => {
          const name = path.split('/').at(-1);
          return name in stateful && join(resolveDir, path) === join(core, name) && !importer.endsWith('_test.js')
            ? { path: name, namespace: 'stateful' }
            : undefined;
        });
        onLoad({ filter: /.*/, namespace: 'stateful' }, ({ path }) => ({ contents: stateful[path], resolveDir: core }));
      },
    },
  ],
});
