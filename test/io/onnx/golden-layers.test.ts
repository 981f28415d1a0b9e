import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { defineLayer } from '../../../src/graph/define-layer.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { Input } from '../../../src/layers/core/input.js';
import { Model } from '../../../src/training/model.js';
import { type Called, callAsKeras } from '../../layers/call-as-keras.js';
import { type GoldenCase, goldenCases, goldenClasses, type Numbers } from '../../layers/golden-case.js';
import { configOf } from '../../layers/golden-graph.js';
import { hasMisplacedBias } from '../../layers/misplaced-bias.js';
import { expectOnnx, run, session } from './run-onnx.js';

/** Gives a tensor the mask that a second one says. */
const masked = defineLayer({
  name: 'Masked',
  configure: (given: object) => given,
  shape: ([input]: readonly (readonly (number | null)[])[]) => input as readonly number[],
  forward: ([input]) => input as tf.Tensor,
  mask: (_, [, mask]) => tf.cast(mask as tf.Tensor, 'bool'),
});

/** A model of the layers of a case alone; masks are inputs too. */
function modelOf(golden: GoldenCase) {
  const layer = fromKerasConfig(configOf([golden.layer, golden.config, golden.inner])) as AnyLayer;
  const later = (golden.chain ?? []).map((specification) => fromKerasConfig(configOf(specification)) as AnyLayer);
  const inputs = golden.input_shapes.map(
    (shape, index): SymbolicTensor =>
      Input(shape.slice(1), { dtype: golden.input_dtypes[index] ?? 'float32', name: `input_${index}` }),
  );
  const masks = (golden.masks ?? []).map((mask, index): SymbolicTensor | null => {
    if (mask === null) return null;
    return Input(tf.tensor(mask as number[]).shape.slice(1), { dtype: 'int32', name: `mask_${index}` });
  });
  const given = inputs.map((input, index) => {
    const mask = masks[index] ?? null;
    return mask === null ? input : (masked({}) as unknown as (input: unknown) => SymbolicTensor)([input, mask]);
  });
  const output = later.reduce<Called>(
    (tensor, each) => (each as unknown as (input: Called) => Called)(tensor),
    callAsKeras(layer, given, golden),
  );
  const outputs = [output].flat() as SymbolicTensor[];
  const model = Model({
    inputs: [...inputs, ...masks.filter((mask) => mask !== null)],
    outputs,
  }) as unknown as AnyLayer;
  const values = golden.weights.map((weight) => weight.values);
  let start = 0;
  for (const each of [layer, ...later]) {
    const end = start + each.weights.length;
    if (!values.includes(undefined))
      each.setWeights((values.slice(start, end) as Numbers[]).map((numbers) => Float32Array.from(numbers, Number)));
    start = end;
  }
  return model;
}

async function check(golden: GoldenCase): Promise<void> {
  const model = modelOf(golden);
  const loaded = await session(model);
  const feeds = Object.fromEntries([
    ...golden.input_shapes.map((shape, index) => [
      `input_${index}`,
      tf.tensor((golden.inputs?.[index] ?? []).map(Number), [...shape], golden.input_dtypes[index] ?? 'float32'),
    ]),
    ...(golden.masks ?? []).flatMap((mask, index) =>
      mask === null ? [] : [[`mask_${index}`, tf.tensor(mask as number[], undefined, 'int32')]],
    ),
  ]);
  const outputs = Object.values(await run(loaded, feeds));
  golden.outputs?.forEach((expected, index) => {
    expectOnnx(outputs[index], golden.output_shapes[index] as readonly number[], expected);
  });
  await loaded.release();
}

describe.each(goldenClasses)('%s in the runtime of ONNX', (className) => {
  beforeAll(() => setBackend('cpu'));
  const cases = goldenCases(className).filter(
    (golden) =>
      golden.training !== true &&
      golden.inputs !== undefined &&
      golden.outputs !== undefined &&
      !hasMisplacedBias(golden),
  );
  it.each(
    cases.map((golden) => [`${golden.id} ${JSON.stringify(golden.config)} ${golden.note ?? ''}`, golden] as const),
  )('%s', (_, golden) => check(golden));
});
