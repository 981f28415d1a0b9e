import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { Conv2D, Conv2DChannelsFirst } from '../../src/layers/convolution/conv.js';
import { Input } from '../../src/layers/core/input.js';
import { AveragePooling2D, AveragePooling2DChannelsFirst } from '../../src/layers/pooling/average-pooling.js';
import { MaxPooling2D, MaxPooling2DChannelsFirst } from '../../src/layers/pooling/max-pooling.js';
import type { Shape } from '../../src/types/shape.js';
import { slide } from '../../src/types/window.js';
import { type Claim, expectCompiledShapes } from './compiled-shapes.js';

const factories = {
  Conv2D,
  Conv2DChannelsFirst,
  MaxPooling2D,
  MaxPooling2DChannelsFirst,
  AveragePooling2D,
  AveragePooling2DChannelsFirst,
} as unknown as Readonly<Record<string, Factory>>;

type Factory = (...values: readonly unknown[]) => (input: SymbolicTensor) => SymbolicTensor;

/** A layer and what it is called on, as values, so that one text stands for both worlds. */
interface Call {
  readonly layer: string;
  readonly values: readonly unknown[];
  readonly input: Shape;
}

const imports = `
  import { AveragePooling2D, AveragePooling2DChannelsFirst } from '../../src/layers/pooling/average-pooling.js';
  import { Conv2D, Conv2DChannelsFirst } from '../../src/layers/convolution/conv.js';
  import { Input } from '../../src/layers/core/input.js';
  import { MaxPooling2D, MaxPooling2DChannelsFirst } from '../../src/layers/pooling/max-pooling.js';
`;

function claimOf({ layer, values, input }: Call): Claim {
  const expression = `${layer}(${values.map((value) => JSON.stringify(value)).join(', ')})(Input(${JSON.stringify(input)}))`;
  try {
    return [expression, (factories[layer] as Factory)(...values)(Input(input)).shape];
  } catch (error) {
    return [expression, { rejected: (error as Error).message }];
  }
}

const perAxis = (largest: number) => {
  const size = fc.integer({ min: 1, max: largest });
  return fc.oneof(size, fc.tuple(size, size));
};
const extent = fc.option(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 2000 })), { freq: 9 });
const image = fc
  .tuple(extent, extent, fc.option(fc.constantFrom(1, 2, 3, 4, 6, 64), { freq: 20 }))
  .chain(([height, width, channels]) => fc.constantFrom([height, width, channels], [channels, height, width]));
const input = fc.oneof({ arbitrary: image, weight: 20 }, { arbitrary: fc.array(extent, { maxLength: 5 }), weight: 1 });
const movement = {
  strides: fc.oneof({ arbitrary: fc.constant(1), weight: 1 }, { arbitrary: perAxis(4), weight: 1 }),
  padding: fc.constantFrom('valid', 'same'),
  dataFormat: fc.constantFrom('channelsLast', 'channelsFirst'),
};

const convolution: fc.Arbitrary<Call> = fc.record({
  layer: fc.constantFrom('Conv2D', 'Conv2DChannelsFirst'),
  values: fc.tuple(
    fc.constantFrom(1, 6, 8, 64, 1000),
    perAxis(7),
    fc.record({ ...movement, dilationRate: perAxis(3), groups: fc.constantFrom(1, 1, 1, 2, 3) }, { requiredKeys: [] }),
  ),
  input,
});

const pooling: fc.Arbitrary<Call> = fc.record({
  layer: fc.constantFrom(
    'MaxPooling2D',
    'MaxPooling2DChannelsFirst',
    'AveragePooling2D',
    'AveragePooling2DChannelsFirst',
  ),
  values: fc.oneof(
    fc.constant([]),
    fc.tuple(perAxis(7)),
    fc.tuple(perAxis(7), fc.record(movement, { requiredKeys: [] })),
  ),
  input,
});

describe('windows', () => {
  it('have the same shapes and the same errors for the compiler and at run time', () => {
    const calls = fc.sample(fc.oneof({ arbitrary: convolution, weight: 2 }, { arbitrary: pooling, weight: 1 }), {
      numRuns: 400,
      seed: 7,
    });
    const claims = calls.map(claimOf);
    const rejected = claims.filter(([, expected]) => 'rejected' in expected).length;
    expect(rejected).toBeGreaterThan(40);
    expect(claims.length - rejected).toBeGreaterThan(150);
    expectCompiledShapes(imports, claims);
  });
});

describe('slide', () => {
  it.each([
    [5, 5, 1, 'valid', 1],
    [5, 6, 1, 'valid', undefined],
    [5, 6, 1, 'same', 5],
    [5, 2, 2, 'valid', 2],
    [5, 2, 2, 'same', 3],
    [1, 1, 9, 'valid', 1],
    [1, 9, 9, 'same', 1],
    [7, 3, 2, 'causal', 4],
    [null, 3, 2, 'valid', null],
    [null, 3, 2, 'same', null],
  ] as const)('over %s with a window of %s and strides of %s, %s: %s', (size, window, stride, padding, places) => {
    expect(slide(size, window, stride, padding)).toBe(places);
  });
});
