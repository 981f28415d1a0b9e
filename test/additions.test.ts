import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, runCompiler } from './types/compilers.js';

/** One file, and one line in the index that the folder of its kind has. Paths are below `src`. */
interface Addition {
  readonly file: string;
  readonly text: string;
  readonly index: string;
  readonly line: string;
}

const additions: Readonly<Record<string, Addition>> = {
  'a layer': {
    file: 'layers/core/doubling.ts',
    text: `
      import * as tf from '@tensorflow/tfjs-core';
      import { positional } from '../../arguments/positional.js';
      import type { LayerOptions } from '../../graph/create-layer.js';
      import { defineLayer } from '../../graph/define-layer.js';
      import type { Layer } from '../../graph/layer.js';
      import type { ShapeFunction } from '../../types/shape-function.js';

      export interface DoublingShape extends ShapeFunction {
        readonly output: this['input'];
      }

      const doubling = defineLayer({
        name: 'Doubling',
        configure: ({ times }: { readonly times: number }) => ({ times }),
        shape: (input) => input,
        forward: (input, _, { times }) => tf.mul(input, 2 ** times),
      });

      export const Doubling: <const Name extends string = string>(
        times: number,
        options?: LayerOptions<Name>,
      ) => Layer<DoublingShape, Name> = positional(['times'], (times, options = {}) => doubling({ times }, options));`,
    index: 'layers/index.ts',
    line: "export { Doubling, type DoublingShape } from './core/doubling.js';",
  },
  'a loss': {
    file: 'losses/quartic.ts',
    text: `
      import * as tf from '@tensorflow/tfjs-core';
      import { defineLoss, type LossFactory } from './define-loss.js';

      export const Quartic: LossFactory<'quartic'> = defineLoss({
        className: 'Quartic',
        name: 'quartic',
        defaults: {},
        losses: (target, prediction) => tf.mean(tf.pow(tf.sub(target, prediction), 4), -1),
      });`,
    index: 'losses/classes.ts',
    line: "export { Quartic } from './quartic.js';",
  },
  'an optimizer': {
    file: 'optimizers/sign-descent.ts',
    text: `
      import * as tf from '@tensorflow/tfjs-core';
      import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

      export const SignDescent: OptimizerFactory<object> = defineOptimizer<object>({
        className: 'SignDescent',
        name: 'signdescent',
        learningRate: 0.5,
        defaults: {},
        slots: () => [],
        update: (weight, gradient, _, __, step) => ({
          weight: tf.sub(weight, tf.mul(tf.sign(gradient), step.learningRate)),
          slots: [],
        }),
      });`,
    index: 'optimizers/classes.ts',
    line: "export { SignDescent } from './sign-descent.js';",
  },
  'a kernel': {
    file: 'backends/wasm/forty-two.ts',
    text: `
      import type { TensorInfo } from '@tensorflow/tfjs-core';
      import { defineKernel } from '../kernel.js';
      import { floatsOf, makeTensor } from './heap.js';
      import { by, floats, type Replacement } from './replacement.js';

      export const Neg: Replacement = by(
        defineKernel<{ readonly x: TensorInfo }>(({ inputs: { x }, backend }) => {
          const out = makeTensor(backend, x.shape);
          floatsOf(backend, out).fill(42);
          return out;
        }),
        floats,
      );`,
    index: 'backends/wasm/kernels.ts',
    line: "export { Neg } from './forty-two.js';",
  },
};

/** Uses all of them: by function, by name, and from a configuration. */
const program = `
  import * as tf from '@tensorflow/tfjs-core';
  import { Doubling, fromKerasConfig, Input, losses, Model, optimizers, Sequential, setBackend, tensor, toKerasConfig } from './index.js';

  await setBackend('wasm');
  const input = Input([2]);
  const outputs: { readonly shape: readonly [null, 2] } & typeof input = Doubling(3)(input);
  const values = await Model({ inputs: input, outputs }).predict(tensor([[1, 2]]));
  const written = toKerasConfig(Doubling(3));
  const read = toKerasConfig(fromKerasConfig(written));

  const model = Sequential([Input([1]), Doubling(2)]);
  model.compile({ optimizer: 'signdescent', loss: 'quartic' });
  const { loss } = await model.evaluate(tensor([[1]]), tensor([[2]]), { verbose: 0 });
  const classNames = [losses.Quartic().className, optimizers.SignDescent().className];
  console.log(JSON.stringify({ values: await values.array(), loss, classNames, negative: tf.neg([1]).arraySync(), written, read }));
`;

const minutes = 60_000;

/** A copy of the sources with the additions. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tupleflow-additions-'));
  cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
  for (const shared of ['dist', 'node_modules', 'package.json', 'tsconfig.json']) {
    symlinkSync(join(root, shared), join(folder, shared));
  }
  for (const { file, text, index, line } of Object.values(additions)) {
    mkdirSync(dirname(join(folder, 'src', file)), { recursive: true });
    writeFileSync(join(folder, 'src', file), text);
    appendFileSync(join(folder, 'src', index), `${line}\n`);
  }
  writeFileSync(join(folder, 'src/program.ts'), program);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a new layer, loss, optimizer and kernel are one file and one line each', () => {
  it('for the compiler', { timeout: 2 * minutes }, () => {
    expect(runCompiler('7', folder, '--noEmit')).toBe('');
  });

  it('and at run time: by function, by name and from a configuration', { timeout: 2 * minutes }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/program.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const { read, written, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
    expect(rest).toEqual({ values: [[8, 16]], loss: 16, classNames: ['Quartic', 'SignDescent'], negative: [42] });
    expect(read).toEqual(written);
  });
});
