import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Add, Dense, Dropout, Input, initializers, loadModel, Model, ops, regularizers, Sequential } from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { compileSnippet, showDiagnostics } from '../../examples/compile-snippet.js';
import { modelCode } from '../../src/cli/model-code.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import type { RuntimeModel } from '../../src/training/model-state.js';
import { callAsKeras } from '../layers/call-as-keras.js';
import { type GoldenCase, goldenCases, goldenClasses } from '../layers/golden-case.js';
import { configOf } from '../layers/golden-graph.js';
import { root } from '../types/compilers.js';
import { described, runCode } from './run-code.js';

/** Modules of code as one: each in a block. */
const blocks: string[] = [];
const names = new Set<string>();

/** Whether code builds the same model. It is compiled later, with all other. */
function expectSame(model: RuntimeModel): void {
  const code = modelCode(model);
  expect(described(runCode(code))).toEqual(described(model));
  for (const name of /^import \{([^}]*)\}/.exec(code)?.[1]?.split(',') ?? []) names.add(name.trim());
  blocks.push(`{${code.replace(/^import [^;]*;/, '').replace('export const', 'const')}}`);
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
      const dense1 = Dense(3, { kernelInitializer: initializers.RandomNormal({ stddev: 0.1 }) });
      const dense1_2 = right.pipe(sequential, dense1);
      const multiply = ops.multiply(dense1_2, 2);
      const dense1_3 = left.pipe(sequential, dense1);
      const add = Add()([dense1_3, multiply]);
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

  it('compiles', () => {
    const source = `import { ${[...names].filter((name) => name !== '').join(', ')} } from 'tupleflow';\n${blocks.join('\n')}`;
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
