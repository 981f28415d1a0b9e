import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  Add,
  add,
  Concatenate,
  Conv1D,
  Dense,
  Dropout,
  Identity,
  Input,
  initializers,
  LayerNormalization,
  loadModel,
  Model,
  metrics,
  ops,
  optimizers,
  Parallel,
  Residual,
  regularizers,
  repeat,
  Sequential,
} from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { compileSnippet, showDiagnostics } from '../../examples/compile-snippet.js';
import { variationalAutoencoder } from '../../examples/zoo/variational-autoencoder.js';
import { modelCode } from '../../src/cli/model-code.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import type { OwnClasses } from '../../src/io/config-reader.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import type { RuntimeModel } from '../../src/training/model-state.js';
import { smallZoo } from '../examples/small-zoo.js';
import { golden } from '../guide/golden-guide.js';
import { build, compileOptions } from '../guide/golden-model.js';
import { callAsKeras } from '../layers/call-as-keras.js';
import { type GoldenCase, goldenCases, goldenClasses } from '../layers/golden-case.js';
import { configOf } from '../layers/golden-graph.js';
import { root } from '../types/compilers.js';
import { described, runCode } from './run-code.js';
import { zooClasses } from './zoo-classes.js';

/** Modules of code as one: each in a block. */
const blocks: string[] = [];
const names = new Set<string>();

/** Whether code builds the same model. It is compiled later, with all other. */
function expectSame(model: RuntimeModel, classes?: OwnClasses): void {
  const code = modelCode(model, classes && { path: './own.js', classes });
  expect(described(runCode(code, classes))).toEqual(described(model));
  for (const name of /^import \{([^}]*)\}/.exec(code)?.[1]?.split(',') ?? []) names.add(name.trim());
  blocks.push(`{${code.replaceAll(/^import [^;]*;/gm, '').replace('export const', 'const')}}`);
}

const runtime = (model: unknown) => model as RuntimeModel;

describe('the code of models', () => {
  it('is readable', () => {
    const left = Input([8], { name: 'left' });
    const right = Input([8], { name: 'right' });
    const encoder = Sequential([Input([8]), Dense(4, { activation: 'relu', kernelRegularizer: regularizers.L2(0.1) })]);
    const shared = Dense(3, { kernelInitializer: initializers.RandomNormal({ stddev: 0.1 }) });
    const [first, second] = [left.pipe(encoder, shared), right.pipe(encoder, shared)] as const;
    const sum = Add()([first, ops.multiply(second, 2)]);
    const scores = sum.pipe(Dropout(0.5), Dense(1, { name: 'score' }));
    const model = runtime(
      Model({ inputs: { left, right }, outputs: { scores, mean: ops.mean(sum, -1) }, name: 'pairs' }),
    );
    expect(modelCode(model)).toMatchInlineSnapshot(`
      "import { Add, Dense, Dropout, initializers, Input, Model, ops, regularizers, Sequential } from 'tupleflow';

      const left = Input([8], { name: 'left' });
      const right = Input([8], { name: 'right' });
      const sequential = Sequential([Input([8]), Dense(4, { activation: 'relu', kernelRegularizer: regularizers.L2(0.1) })]);
      const dense = Dense(3, { kernelInitializer: initializers.RandomNormal({ stddev: 0.1 }) });
      const dense2 = right.pipe(sequential, dense);
      const multiply = ops.multiply(dense2, 2);
      const dense3 = left.pipe(sequential, dense);
      const add = Add()([dense3, multiply]);
      const mean = ops.mean(add, -1);
      const score = add.pipe(Dropout(0.5), Dense(1, { name: 'score' }));
      export const model = Model({ inputs: { left, right }, outputs: { scores: score, mean }, name: 'pairs' });
      "
    `);
    expectSame(model);
  });

  const folder = join(root, 'test/golden/interop');
  const files = readdirSync(folder).filter((name) => /\.(keras|h5)$/.test(name) && !name.includes('weights'));

  it.each(files)('%s', async (file) => {
    expectSame(runtime(await loadModel(join(folder, file), { compile: false })));
  });

  it.each(goldenClasses)('layers of %s', (className) => {
    for (const golden of goldenCases(className)) {
      const model = modelOf(golden);
      if (model !== undefined) expectSame(model);
    }
  });

  it.each(Object.entries({ ...smallZoo, VAE: variationalAutoencoder }))('%s', (name, make) => {
    const model = runtime(make());
    // A function of its own has no name.
    if (name !== 'Transformer') return expectSame(model, zooClasses);
    expect(() => modelCode(model)).toThrow('code expects functions that the module of your own classes exports');
  });

  it.each(golden.models.map((expected) => [expected.id, expected] as const))('the guide: %s', (_, expected) => {
    const model = build(expected);
    if (Object.keys(expected.train ?? {}).length > 0) {
      model.compile({ optimizer: optimizers.Adam(0.01, { clipnorm: 1 }), ...compileOptions(expected) });
    }
    expectSame(runtime(model));
  });

  it('calls a function for each of several models that are alike', () => {
    const encoder = (name?: string) => {
      const input = Input([8]);
      const outputs = add([input, Dense(8, { activation: 'relu' })(input)]);
      return Model({ inputs: input, outputs, ...(name !== undefined && { name }) });
    };
    const inputs = [Input([8]), Input([8]), Input([8])] as const;
    const encoded = [encoder('left')(inputs[0]), encoder('right')(inputs[1]), encoder()(inputs[2])] as const;
    const model = Model({ inputs: [...inputs], outputs: Concatenate()([...encoded]) });
    model.compile({ optimizer: 'adam', loss: 'mse', metrics: [metrics.MeanAbsoluteError(), 'mse'] });
    expect(modelCode(runtime(model))).toMatchInlineSnapshot(`
      "import { Add, Concatenate, Dense, Input, metrics, Model } from 'tupleflow';

      function makeLeft<const Name extends string>(name: Name) {
        const input = Input([8]);
        const dense = input.pipe(Dense(8, { activation: 'relu' }));
        const add = Add()([input, dense]);
        return Model({ inputs: input, outputs: add, name });
      }

      const input = Input([8]);
      const input2 = Input([8]);
      const input3 = Input([8]);
      const left = input.pipe(makeLeft('left'));
      const right = input2.pipe(makeLeft('right'));
      const functional = input3.pipe(makeLeft('functional_4'));
      const concatenate = Concatenate()([left, right, functional]);
      export const model = Model({ inputs: [input, input2, input3], outputs: concatenate });
      model.compile({ optimizer: 'adam', loss: 'mse', metrics: [metrics.MeanAbsoluteError(), 'mse'] });
      "
    `);
    expectSame(runtime(model));
  });

  it('repeats blocks, and calls those of the user', () => {
    const x = Input([5, 8]);
    const trunk = repeat(3, () => Residual(Sequential([LayerNormalization(), Dense(8, { activation: 'gelu' })])));
    const widening = repeat(2, (index) => Conv1D(8, 3, { padding: 'causal', dilationRate: 2 ** index }));
    const outputs = x.pipe(
      trunk,
      widening,
      Parallel([Identity(), zooClasses.LayerScale({ initial: 0.1 })], Concatenate()),
    );
    const model = runtime(Model({ inputs: x, outputs }));
    expect(modelCode(model, { path: './own.js', classes: zooClasses })).toMatchInlineSnapshot(`
      "import {
        Concatenate,
        Conv1D,
        Dense,
        Identity,
        Input,
        LayerNormalization,
        Model,
        Parallel,
        repeat,
        Residual,
        Sequential,
      } from 'tupleflow';
      import * as classes from './own.js';

      const input = Input([5, 8]);
      const copies = [Conv1D(8, [3], { padding: 'causal' }), Conv1D(8, [3], { padding: 'causal', dilationRate: [2] })] as const;
      const parallel = input.pipe(
        repeat(3, () => Residual(Sequential([LayerNormalization(), Dense(8, { activation: 'gelu' })]))),
        repeat(2, (index) => copies[index as 0 | 1]),
        Parallel([Identity(), classes.LayerScale({ initial: 0.1 })], Concatenate()),
      );
      export const model = Model({ inputs: input, outputs: parallel });
      "
    `);
    expectSame(model, zooClasses);
    expect(() => modelCode(model)).toThrow(
      "code expects a layer of the library, or of the module of your own classes (received 'LayerScale')",
    );
  });

  it('compiles', () => {
    const imported = [...names].filter((name) => name !== '').join(', ');
    const own = "import { zooClasses as classes } from '../test/cli/zoo-classes.js';";
    const source = `import { ${imported} } from 'tupleflow';\n${own}\n${blocks.join('\n')}`;
    const snippet = compileSnippet(source);
    expect(showDiagnostics(snippet, false).slice(0, 5000)).toBe('');
  });
});

function modelOf(golden: GoldenCase): RuntimeModel | undefined {
  const layer = fromKerasConfig(configOf([golden.layer, golden.config, golden.inner]));
  const inputs = golden.input_shapes.map(
    (shape, index): SymbolicTensor => Input(shape.slice(1), { dtype: golden.input_dtypes[index] ?? 'float32' }),
  );
  const outputs = callAsKeras(layer, inputs, golden);
  return runtime(Model({ inputs, outputs: outputs as SymbolicTensor }));
}
