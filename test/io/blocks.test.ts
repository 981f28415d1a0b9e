import * as tf from '@tensorflow/tfjs-core';
import {
  type AnyLayer,
  ArgumentError,
  Concatenate,
  Dense,
  defineBlock,
  defineLayer,
  fromKerasConfig,
  Input,
  type KerasConfig,
  type LayerOptions,
  loadModel,
  loadWeights,
  Model,
  Multiply,
  modelBytes,
  Parallel,
  positional,
  Residual,
  repeat,
  Sequential,
  type ShapeFunction,
  setBackend,
  TimeDistributed,
  toKerasConfig,
  weightBytes,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnyModel, fillWeights, makeData } from '../guide/golden-model.js';
import type { DataKind } from '../guide/numbers.js';
import { blockModels, ownBlocks } from './block-models.js';

const gated = defineBlock({
  name: 'Gated',
  package: 'my_package',
  layers: ({ branch, gate }: { readonly branch: AnyLayer; readonly gate: AnyLayer }) => ({
    branch,
    gate,
    multiply: Multiply(),
  }),
  forward: (input, { branch, gate, multiply }) => multiply([branch(input), gate(input)]),
});
const Gated = positional(['branch', 'gate'], (branch: AnyLayer, gate: AnyLayer, options: LayerOptions = {}) =>
  gated<ShapeFunction>({ branch, gate }, options),
);

const scale = defineLayer({
  name: 'Dense',
  package: 'my_package',
  configure: ({ factor }: { readonly factor: number }) => ({ factor }),
  shape: (input) => input,
  forward: (input, _, { factor }) => tf.mul(input, factor),
});
const Scale = positional(['factor'], (factor: number, options: LayerOptions = {}) =>
  scale<ShapeFunction>({ factor }, options),
);

const classes = { 'my_package>Gated': Gated, 'my_package>Dense': Scale };

const blocks: readonly (readonly [
  name: string,
  module: string | null,
  registered: string | null,
  make: () => AnyLayer,
])[] = [
  ['Residual', 'tupleflow', 'tupleflow>Residual', () => Residual(Dense(3))],
  ['Residual', 'tupleflow', 'tupleflow>Residual', () => Residual(Dense(4), Dense(4, { name: 'way' }))],
  ['Parallel', 'tupleflow', 'tupleflow>Parallel', () => Parallel([Dense(3), Dense(4)], Concatenate())],
  ['Repeat', 'tupleflow', 'tupleflow>Repeat', () => repeat(3, () => Residual(Dense(3)))],
  ['Repeat', 'tupleflow', 'tupleflow>Repeat', () => repeat(0, () => Dense(3))],
  ['Sequential', 'keras', null, () => Sequential([Dense(3, { activation: 'relu' }), Residual(Dense(3))])],
  ['Gated', 'my_package', 'my_package>Gated', () => Gated(Dense(2), Sequential([Dense(2)]))],
  ['Dense', 'my_package', 'my_package>Dense', () => Scale(3, { name: 'triple', trainable: false })],
  ['TimeDistributed', 'keras.layers', null, () => TimeDistributed(Gated(Dense(3), Scale(2)))],
];

describe('the configuration of blocks and of classes of the own', () => {
  it.each(blocks)('%s of %s is complete, and is read back', (className, module, registered, make) => {
    const layer = make();
    const config = toKerasConfig(layer);
    expect(config).toMatchObject({ module, class_name: className, registered_name: registered });
    const read = fromKerasConfig(JSON.parse(JSON.stringify(config)) as KerasConfig, { classes });
    expect(toKerasConfig(read)).toEqual(config);
    expect(read.name).toBe(layer.name);
    const shape = (one: AnyLayer) => Input([5, 3]).pipe(one as typeof read).shape;
    expect(shape(read)).toEqual(shape(layer));
    expect(read.countParams()).toBe(layer.countParams());
  });

  it('are not read where their classes are not given', () => {
    const config = toKerasConfig(Gated(Dense(2), Dense(2)));
    expect(() => fromKerasConfig(config)).toThrow(ArgumentError);
    expect(() => fromKerasConfig(config)).toThrow("given in classes (received 'my_package>Gated')");
    expect(() => fromKerasConfig(toKerasConfig(Scale(2)))).toThrow("given in classes (received 'my_package>Dense')");
  });

  it('writes models and inputs', () => {
    const model = Sequential([Input([3], { name: 'x' }), Dense(2)]);
    const config = toKerasConfig(model);
    expect(config).toMatchObject({
      class_name: 'Sequential',
      config: { layers: [{ class_name: 'InputLayer' }, { class_name: 'Dense' }] },
    });
    expect(toKerasConfig(fromKerasConfig(config))).toEqual(config);
  });
});

const asModel = (model: unknown) => model as AnyModel;

describe('models with blocks in files', () => {
  beforeAll(() => setBackend('cpu'));

  it.each(Object.keys(blockModels))('%s: is read back, or as the functional models that Keras has', async (name) => {
    const model = (blockModels[name] as () => AnyModel)();
    fillWeights(model);
    model.compile({ optimizer: 'adam', loss: 'mse' });
    const kinds: readonly DataKind[] = ['float'];
    const [x] = makeData(model.inputs, kinds, 4, 1000) as [tf.Tensor];
    const [y] = makeData(model.outputs, kinds, 4, 2000) as [tf.Tensor];
    await model.trainOnBatch(x, y);
    const bytes = await modelBytes(model);
    const same = asModel(await loadModel(bytes, { classes: ownBlocks }));
    const plain = asModel(await loadModel(bytes));
    // Layers that a block of the user makes have automatic names.
    const text = (one: AnyModel) => JSON.stringify(toKerasConfig(one)).replaceAll(/_\d+\b/g, '');
    expect(text(same)).toBe(text(model));
    const classesIn = (one: AnyModel) => one.layers.map(({ className }) => className);
    expect(classesIn(same)).toEqual(classesIn(model));
    expect(classesIn(plain)).toEqual(
      classesIn(model).map((className) => (className in ownBlocks ? 'Functional' : className)),
    );
    const config = JSON.stringify(toKerasConfig(model)).replaceAll('"tupleflow":', '"ignored":');
    const withoutNotes = fromKerasConfig(JSON.parse(config) as KerasConfig);
    await loadWeights(withoutNotes, await weightBytes(model));
    for (const one of [same, plain, asModel(withoutNotes)]) {
      expect(one.countParams()).toBe(model.countParams());
      const [found, expected] = [await one.predict(x), await model.predict(x)];
      expect(Array.from((found as tf.Tensor).dataSync())).toEqual(Array.from((expected as tf.Tensor).dataSync()));
    }
    const loss = async (one: AnyModel) => Number((await one.trainOnBatch(x, y)).loss);
    for (let step = 0; step < 3; step++) {
      const expected = await loss(model);
      // The learning rate in the file is rounded.
      expect(await loss(same)).toBeCloseTo(expected, 6);
      expect(await loss(plain)).toBeCloseTo(expected, 6);
    }
    for (const one of [model, same, plain]) one.dispose();
    tf.dispose([x, y]);
  });

  it('reads no layer of a note that is not there, or that is met in itself', () => {
    const x = Input([4]);
    const config = JSON.stringify(
      toKerasConfig(Model({ inputs: x, outputs: Residual(Dense(4, { name: 'inner' }))(x) })),
    );
    const read = (text: string) => fromKerasConfig(JSON.parse(text) as KerasConfig);
    expect(() => read(config)).not.toThrow();
    const missing = config.replace(
      '"class_name":"__layer__","config":"inner"',
      '"class_name":"__layer__","config":"other"',
    );
    expect(() => read(missing)).toThrow(
      "config.config.layers[1].tupleflow.config.branch expects a layer of the model (received 'other')",
    );
  });
});
