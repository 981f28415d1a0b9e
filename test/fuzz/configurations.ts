import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { fromKerasConfig, Input, type KerasConfig, type KerasKind, toKerasConfig } from 'tupleflow';
import type { AnyLayer } from '../../src/graph/layer.js';
import { goldenCases, goldenClasses } from '../layers/golden-case.js';
import { useLayer } from './layer-calls.js';
import { type Fault, faultOf } from './outcome.js';
import { rightCall } from './right-calls.js';

/** A configuration that is right, and the shapes of tensors that its layer is called on. */
interface Right {
  readonly kind: KerasKind;
  readonly config: KerasConfig;
  readonly shapes: readonly (readonly number[])[];
  readonly types: readonly ('float32' | 'int32')[];
}

const written = JSON.parse(readFileSync(new URL('../golden/keras_configs.json', import.meta.url), 'utf8')) as {
  readonly configs: readonly { readonly kind: KerasKind; readonly config: KerasConfig }[];
};

/** The configurations of golden layers, and those that Keras writes of everything else. */
export const rightConfigurations: readonly Right[] = [
  ...goldenClasses
    .flatMap(goldenCases)
    .filter(({ inner, chain, call, call_inputs: inputs }) => !(inner ?? chain ?? call ?? inputs))
    .map(({ layer, config, input_shapes: shapes, input_dtypes: types }) => ({
      kind: 'layer' as const,
      config: { module: 'keras.layers', class_name: layer, config },
      shapes,
      types,
    })),
  ...written.configs.map(({ kind, config }) => ({ kind, config, shapes: [], types: [] })),
];

/** The namespaces of what is no layer. */
const namespaces: Readonly<Partial<Record<KerasKind, string>>> = {
  loss: 'losses',
  metric: 'metrics',
  optimizer: 'optimizers',
  schedule: 'optimizers.schedules',
  initializer: 'initializers',
  regularizer: 'regularizers',
  constraint: 'constraints',
};

const deep = Array.from({ length: 5000 }).reduce<unknown>((inner) => [inner], 1);

const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, 1, -1, 2, 3, 7, 0.5, -2.5, 1e9, 1e15, 1e308, 2 ** 31, 2 ** 53, '', 'relu', 'same', '3'],
    ...[
      '__proto__',
      'channels_first',
      'a'.repeat(10_000),
      [],
      {},
      [null],
      [1],
      [1, 2],
      [0, 0],
      [-1, 2],
      [1e15, 1],
      ['a'],
    ],
    ...[
      [3, null],
      [[1, 2], [3]],
      [
        [1, 2],
        [3, 4],
      ],
      deep,
      Array(10_000).fill(1),
      { class_name: 'L2', config: {} },
    ],
    ...[{ class_name: 'Dense', config: { units: 2 } }, { class_name: 'Nothing', config: {} }, { class_name: 3 }],
    ...[{ class_name: '__tuple__', items: [1, 2] }, { class_name: '__tensor__', config: {} }, { value: [] }],
    ...[
      { class_name: 'function', config: 'toString' },
      { class_name: 'LSTMCell', config: { units: 2 } },
    ],
  ),
  fc.integer({ min: -3, max: 12 }),
  fc.jsonValue(),
);

/** Where a configuration is changed, and what is put there; `undefined` takes the place away. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    path: fc.array(fc.nat(11), { minLength: 1, maxLength: 6 }),
    value: fc.option(strange, { nil: undefined, freq: 8 }),
  }),
  { minLength: 1, maxLength: 3 },
);

export interface Change {
  readonly path: readonly number[];
  readonly value: unknown;
}

/** A copy of a value of JSON with one change. */
export function changed(json: unknown, { path: [step, ...rest], value }: Change): unknown {
  const keys = typeof json === 'object' && json !== null ? Object.keys(json) : [];
  if (step === undefined || keys.length === 0) return value;
  const key = keys[step % keys.length] as string;
  const child = changed((json as Record<string, unknown>)[key], { path: rest, value });
  if (Array.isArray(json)) return json.map((item, index) => (String(index) === key ? child : item));
  return { ...(json as object), [key]: child };
}

/** Reads a configuration, uses what it says, and says what is wrong with how that ends. */
export function faultOfConfiguration(right: Right, config: unknown): Promise<Fault | undefined> {
  return faultOf(() => ({
    given: [],
    run: () => {
      const made = fromKerasConfig(config as KerasConfig, { kind: right.kind });
      if (right.kind === 'layer') {
        const layer = made as AnyLayer;
        try {
          toKerasConfig(layer);
          const inputs = right.shapes.map(([batch, ...sample], index) =>
            Input(sample, { dtype: right.types[index] as 'float32', batchSize: batch as number }),
          );
          if (inputs.length > 0) useLayer(layer, [inputs.length === 1 ? inputs[0] : inputs]);
        } finally {
          layer.dispose();
        }
        return undefined;
      }
      toKerasConfig(made);
      return rightCall(`${namespaces[right.kind]}.${made.className}`)?.use?.(made as never);
    },
  }));
}
