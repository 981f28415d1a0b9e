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
  Multiply,
  Parallel,
  positional,
  Residual,
  repeat,
  Sequential,
  type ShapeFunction,
  TimeDistributed,
  toKerasConfig,
} from 'tupleflow';
import { describe, expect, it } from 'vitest';

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
