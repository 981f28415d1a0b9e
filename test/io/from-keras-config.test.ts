import type * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { positional } from '../../src/arguments/positional.js';
import { ArgumentError, DataError } from '../../src/errors.js';
import { isLayer } from '../../src/graph/create-layer.js';
import { defineLayer } from '../../src/graph/define-layer.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import type { Json, JsonRecord, KerasConfig } from '../../src/io/keras-config.js';
import { toKerasConfig } from '../../src/io/to-keras-config.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import { Sequential } from '../../src/training/sequential.js';
import type { SameShape } from '../../src/types/shape-function.js';

const layer = (className: string, config: JsonRecord = {}): KerasConfig => ({
  module: 'keras.layers',
  class_name: className,
  config,
});

describe('fromKerasConfig', () => {
  it('reads names, words and objects as they are called here', () => {
    const dense = fromKerasConfig(
      layer('Dense', {
        name: 'my_dense',
        trainable: false,
        units: 4,
        activation: 'hard_sigmoid',
        kernel_initializer: 'he_normal',
        kernel_regularizer: { module: 'keras.regularizers', class_name: 'L2', config: { l2: 0.5 } },
        bias_constraint: { class_name: 'NonNeg', config: {} },
      }),
    );
    expect(dense.name).toBe('my_dense');
    expect(dense.trainable).toBe(false);
    expect(Input([3]).pipe(dense).shape).toEqual([null, 4]);
    const { config } = toKerasConfig(dense);
    expect(config).toMatchObject({
      activation: 'hard_sigmoid',
      kernel_initializer: { class_name: 'HeNormal' },
      kernel_regularizer: { module: 'keras.regularizers', class_name: 'L2', config: { l2: 0.5 } },
      bias_constraint: { module: 'keras.constraints', class_name: 'NonNeg' },
    });
  });

  it('reads other kinds where it is told so', () => {
    const schedule = { module: 'keras.optimizers.schedules', class_name: 'ExponentialDecay' };
    const config = { initial_learning_rate: 0.1, decay_steps: 10, decay_rate: 0.5 };
    const optimizer = fromKerasConfig(
      { class_name: 'Adam', config: { beta_1: 0.8, learning_rate: { ...schedule, config } } },
      { kind: 'optimizer' },
    );
    expect(optimizer.options).toMatchObject({ beta1: 0.8 });
    expect((optimizer.learningRate as (step: number) => number)(10)).toBeCloseTo(0.05);
    expect(toKerasConfig(optimizer).config).toMatchObject({ beta_1: 0.8, learning_rate: { ...schedule, config } });
    const loss = fromKerasConfig({ class_name: 'Huber', config: { delta: 2, reduction: 'sum' } }, { kind: 'loss' });
    expect(loss.options).toMatchObject({ delta: 2, reduction: 'sum' });
  });

  it("makes classes of the user's own, and only those that it is given", () => {
    const scale = defineLayer({
      name: 'Scale',
      configure: ({ factor }: { readonly factor: number }) => ({ factor }),
      shape: (input) => input,
      forward: (input) => input,
    });
    const Scale = positional(['factor'], (factor: number, options = {}) =>
      scale<SameShape<'Scale'>>({ factor }, options),
    );
    const config = toKerasConfig(Scale(3));
    expect(config).toMatchObject({
      module: null,
      class_name: 'Scale',
      registered_name: 'Scale',
      config: { factor: 3 },
    });
    const read = fromKerasConfig({ ...config, registered_name: 'own>Scale' }, { classes: { 'own>Scale': Scale } });
    expect(toKerasConfig(read).config.factor).toBe(3);
    expect(() => fromKerasConfig(config)).toThrow(
      new ArgumentError(
        "fromKerasConfig: config expects a class of keras.layers, or one of your own given in classes (received 'Scale')",
      ),
    );
  });

  it("writes and reads functions of the user's own by their names", () => {
    const clippedRelu = (input: tf.Tensor) => input;
    const config = toKerasConfig(Dense(3, { activation: clippedRelu }));
    expect(config.config.activation).toEqual({
      module: null,
      class_name: 'function',
      config: 'clippedRelu',
      registered_name: 'clippedRelu',
    });
    const read = fromKerasConfig(config, { classes: { clippedRelu } });
    expect(toKerasConfig(read)).toEqual(config);
    expect(() => fromKerasConfig(config)).toThrow(
      "fromKerasConfig: config.config.activation expects a function that is listed in classes (received 'clippedRelu')",
    );
    expect(() =>
      toKerasConfig(
        Dense(3, {
          activation: (
            () => (input: tf.Tensor) =>
              input
          )(),
        }),
      ),
    ).toThrow(
      'toKerasConfig: Dense: activation expects a function with a name, because it is written by its name (received none)',
    );
  });

  const hostile: readonly (readonly [name: string, config: unknown, message: string])[] = [
    ['no object', 3, 'fromKerasConfig: config expects an object with class_name and config (received 3)'],
    ['a list', [], 'fromKerasConfig: config expects an object with class_name and config (received [])'],
    ['no class', { config: {} }, 'fromKerasConfig: config.class_name expects the name of a class (received undefined)'],
    [
      'options that are none',
      { class_name: 'Dense', config: 'x' },
      "fromKerasConfig: config.config expects an object (received 'x')",
    ],
    ['a name of every object', { class_name: 'constructor', config: {} }, "received 'constructor'"],
    ['a prototype', { class_name: '__proto__', config: {} }, "received '__proto__'"],
    ['what is exported, and no class', { class_name: 'add', config: {} }, "received 'add'"],
    ['a class that there is not', layer('Dens', { units: 1 }), "(received 'Dens', did you mean 'Dense'?)"],
    ['a class of another kind', layer('Huber'), "received 'Huber'"],
    ['an option that there is not', layer('Dense', { units: 1, unit: 2 }), "(received 'unit', did you mean 'units'?)"],
    ['a prototype among the options', layer('Dense', JSON.parse('{"units": 1, "__proto__": {"units": 2}}')), 'Proto'],
    [
      'another type',
      layer('Dense', { units: 1, dtype: 'float16' }),
      "fromKerasConfig: config.config.dtype expects 'float32', the type that it computes with (received 'float16')",
    ],
    [
      'a policy of fewer digits',
      layer('Dense', {
        units: 1,
        dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float16' } },
      }),
      'float16',
    ],
    [
      'quantization',
      layer('Dense', { units: 1, quantization_config: { mode: 'int8' } }),
      "received 'quantizationConfig'",
    ],
    [
      'a lambda',
      layer('Dense', { units: 1, activation: { class_name: '__lambda__', config: { value: 'code' } } }),
      "received '__lambda__'",
    ],
    [
      'an initializer that is a layer',
      layer('Dense', { units: 1, kernel_initializer: layer('Dense', { units: 1 }) as unknown as Json }),
      "received 'Dense'",
    ],
    [
      'a model without a shape',
      layer('Sequential', { layers: [layer('InputLayer')] as unknown as Json }),
      'config.config.layers[0].config.batch_shape expects the sizes of all axes (received null)',
    ],
  ];

  it.each(['mixed_float16', 'mixed_bfloat16'])('reads a policy of %s, whose weights are float32', (name) => {
    const dtype = { module: 'keras', class_name: 'DTypePolicy', config: { name } };
    expect(
      Sequential([Input([2]), fromKerasConfig(layer('Dense', { units: 3, dtype }) as KerasConfig)]).countParams(),
    ).toBe(9);
  });

  it.each(hostile)('rejects %s', (_, config, message) => {
    const read = () => fromKerasConfig(config as KerasConfig);
    expect(read).toThrow(message);
    expect(attempt(read)).toSatisfy((error) => error instanceof ArgumentError || error instanceof DataError);
  });

  const cyclic: Record<string, unknown> = layer('TimeDistributed') as never;
  cyclic.config = { layer: cyclic };
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  let doubled: unknown = ['a'];
  for (let depth = 0; depth < 40; depth++) doubled = [doubled, doubled];

  const large: readonly (readonly [name: string, config: unknown, message: string])[] = [
    ['a cycle', cyclic, 'expects at most 256 levels'],
    ['deep lists', layer('Dense', { units: deep as Json }), 'expects at most 256 levels'],
    [
      'a list that doubles',
      layer('Dense', { units: doubled as Json }),
      'expects at most 500000 values (received more)',
    ],
    ['a long list', layer('Dense', { units: Array(4_000_000_000) }), 'expects at most 500000 values (received more)'],
    ['a class of 10^7 letters', layer('D'.repeat(10_000_000)), "DDD…', 10000000 characters)"],
    ['a kind of 10^7 letters', layer('Dense', { units: 1, ['u'.repeat(10_000_000)]: 1 }), 'Dense expects options'],
    ['10^8 letters', layer('Dense', { units: 'u'.repeat(100_000_000) }), 'expects at most 50000000 characters'],
    [
      'a function',
      layer('Dense', { units: (() => 1) as never }),
      'config.config.units expects a value that JSON can represent',
    ],
    ['a map', layer('Dense', { units: new Map() as never }), '(received a Map)'],
    [
      'a hole',
      layer('Reshape', { target_shape: Array(2) }),
      'config.config.target_shape[0] expects a value that JSON can represent',
    ],
    [
      'large units',
      layer('Dense', { units: 1e15 }),
      'Dense: units expects a positive integer below 2^31 (received 1000000000000000)',
    ],
    ['an open kernel', layer('Conv2D', { filters: 2, kernel_size: [3, null] }), 'Conv2D: kernelSize expects'],
  ];

  it.each(
    large.map(([name, config, message]) => ({ name, read: () => fromKerasConfig(config as KerasConfig), message })),
  )('rejects $name at once', ({ read, message }) => {
    const start = process.cpuUsage();
    const error = attempt(read);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, 'milliseconds').toBeLessThan(1000);
    expect(error).toSatisfy((thrown) => thrown instanceof ArgumentError || thrown instanceof DataError);
    expect((error as Error).message).toContain(message);
  });

  it.each([
    [null, 'fromKerasConfig expects an object of options (received null)'],
    [{ kind: 'lair' }, "fromKerasConfig: kind expects one of 'layer', "],
    [{ classes: null }, 'fromKerasConfig: classes expects an object of options (received null)'],
    [{ clases: {} }, "fromKerasConfig expects options that it has (received 'clases', did you mean 'classes'?)"],
  ])('checks its options %o', (options, message) => {
    expect(() => fromKerasConfig(layer('Dense', { units: 1 }), options as never)).toThrow(message);
  });

  it('does not follow configurations that lie in one another without end', () => {
    let config = layer('Dense', { units: 1 });
    for (let depth = 0; depth < 70; depth++) config = layer('TimeDistributed', { layer: config as unknown as Json });
    expect(() => fromKerasConfig(config)).toThrow('expects at most 64 configurations in one another');
  });
});

describe('toKerasConfig', () => {
  it('wants what has a configuration', () => {
    expect(() => toKerasConfig({} as never)).toThrow(ArgumentError);
    const model = Sequential([Input([3]), Dense(1)]);
    expect(isLayer(model)).toBe(true);
    expect(toKerasConfig(model).class_name).toBe('Sequential');
  });
});

function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
