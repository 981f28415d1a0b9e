import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { type AnyLayer, Model, ready, type SymbolicTensor } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { ShapeError } from '../../../src/errors.js';
import { unnamed } from '../../../src/types/shape.js';
import { evaluate, inputsOf } from '../../layers/random-calls/evaluate.js';
import { type LayerName, randomCalls } from '../../layers/random-calls/every-layer.js';
import { expectOnnx, run, session } from './run-onnx.js';

const runs = Math.min(Number(process.env.RUNS ?? 8), 50);
const seed = Number(process.env.SEED ?? 7);

/** What is not exported, with the error that says so: of a class, or of some of its calls. */
const bySizes = /whose operations depend on sizes that vary|sizes that follow from those of the inputs/;
const byElements = /received strings in|which reads elements/;
const byHoles = /images of a fixed size where a window/;
const notExported: Readonly<Partial<Record<LayerName, RegExp>>> = {
  AdaptiveAveragePooling1D: bySizes,
  AdaptiveAveragePooling2D: bySizes,
  AdaptiveAveragePooling3D: bySizes,
  AdaptiveMaxPooling1D: bySizes,
  AdaptiveMaxPooling2D: bySizes,
  AdaptiveMaxPooling3D: bySizes,
  AveragePooling1D: byHoles,
  AveragePooling2D: byHoles,
  AveragePooling3D: byHoles,
  CenterCrop: bySizes,
  Conv1D: byHoles,
  Conv2D: byHoles,
  Conv3D: byHoles,
  ConvLSTM1D: bySizes,
  ConvLSTM2D: bySizes,
  ConvLSTM3D: bySizes,
  DepthwiseConv1D: byHoles,
  DepthwiseConv2D: byHoles,
  HashedCrossing: byElements,
  Hashing: byElements,
  MaxPooling1D: byHoles,
  MaxPooling2D: byHoles,
  MaxPooling3D: byHoles,
  RandomCrop: bySizes,
  Resizing: bySizes,
  RNN: bySizes,
  SeparableConv1D: byHoles,
  SeparableConv2D: byHoles,
  StringLookup: byElements,
  TextVectorization: byElements,
};

/** Numbers for an input; a size that varies is `open` here. */
function feed({ shape, dtype }: SymbolicTensor, batch: number, open: number): tf.Tensor {
  const sizes = unnamed(shape).map((size, axis) => size ?? (axis === 0 ? batch : open));
  return dtype === 'int32' ? tf.randomUniform(sizes, 0, 2, 'int32', 1) : tf.randomNormal(sizes, 0, 1, 'float32', 1);
}

/** The tensors that a call gives, if it is not one of the wrong ones. */
function outputsOf(text: string): readonly SymbolicTensor[] | undefined {
  try {
    return [evaluate(text)].flat();
  } catch {
    return undefined;
  }
}

interface AnyModel extends AnyLayer {
  predict(x: unknown): Promise<tf.Tensor | readonly tf.Tensor[]>;
}

/** Compares the runtime with the model on inputs of two sizes; gives the error if the model cannot be exported. */
async function check(outputs: readonly SymbolicTensor[]): Promise<Error | undefined> {
  const inputs = [...new Set(outputs.flatMap(inputsOf))];
  const model = Model({ inputs, outputs: [...outputs] }) as unknown as AnyModel;
  const exported = await session(model).catch((error: Error) => error);
  if (exported instanceof Error) return exported;
  for (const [batch, open] of [
    [3, 6],
    [1, 9],
  ] as const) {
    const feeds = inputs.map((input) => feed(input, batch, open));
    const predicted = await model.predict(feeds).catch(() => undefined);
    if (predicted === undefined) continue;
    const received = await run(
      exported,
      Object.fromEntries(inputs.map(({ name }, index) => [name, feeds[index] as tf.Tensor])),
    );
    for (const [index, tensor] of [predicted].flat().entries()) {
      expectOnnx(received[exported.outputNames[index] as string], tensor.shape, Array.from(tensor.dataSync()));
    }
  }
  await exported.release();
  model.dispose();
  return undefined;
}

describe(`random calls of every layer in the runtime of ONNX, seed ${seed}`, () => {
  beforeAll(() => ready());
  const samples = (Object.keys(randomCalls) as LayerName[]).map(
    (name) => [name, fc.sample(randomCalls[name], { numRuns: 4 * runs, seed })] as const,
  );

  it.each(samples)('%s', async (name, texts) => {
    const reason = notExported[name];
    const problems: string[] = [];
    let checked = 0;
    for (const text of new Set(texts)) {
      // Sizes that take much memory show nothing that small ones do not.
      const isLarge = /\d{4}/.test(text);
      const outputs = checked < runs && !isLarge ? outputsOf(text) : undefined;
      if (outputs === undefined) continue;
      checked++;
      const problem = await check(outputs).catch((error: Error) => error);
      // An open size may be one that only one number fits.
      if (problem === undefined || problem instanceof ShapeError) continue;
      if (reason === undefined || !reason.test(problem.message)) problems.push(`${text}: ${problem.message}`);
    }
    expect(problems).toEqual([]);
    expect(checked).toBeGreaterThan(0);
  });
});
