import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ShapeError } from '../../src/errors.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { Input } from '../../src/layers/core/input.js';
import * as ops from '../../src/operations/index.js';
import { boundShape } from '../../src/types/bound-names.js';
import { fits } from '../../src/types/dimension.js';
import type { DType } from '../../src/types/dtype.js';
import { type Dimension, type Shape, unnamed } from '../../src/types/shape.js';
import { runOutputs } from '../layers/run-layer.js';
import { type Claim, expectCompiledShapes } from './compiled-shapes.js';

const imports = `import { Input } from '../../src/layers/core/input.js'; import * as ops from '../../src/operations/index.js';`;

const sizes = fc.constantFrom(1, 2, 3, 4, 6);
const size = fc.oneof(
  { arbitrary: sizes, weight: 6 },
  { arbitrary: fc.constantFrom(null, null, 'time', 'steps'), weight: 1 },
);
const axis = fc.oneof(
  { arbitrary: fc.constantFrom(-1, 0, 1, 2), weight: 6 },
  { arbitrary: fc.integer({ min: -5, max: 5 }), weight: 1 },
);
const shapes = fc.array(size, { minLength: 1, maxLength: 4 });
const json = JSON.stringify;

/** An input of a shape, whose first size is that of the batch. */
function input([batch, ...sample]: Shape): string {
  return typeof batch === 'number' ? `Input(${json(sample)}, { batchSize: ${batch} })` : `Input(${json(sample)})`;
}

/** A shape with one of its sizes changed, most often not. */
function changed(shape: Shape): fc.Arbitrary<Shape> {
  return fc.oneof(
    { arbitrary: fc.constant(shape), weight: 5 },
    {
      arbitrary: fc
        .tuple(fc.nat(3), size)
        .map(([at, other]) => shape.map((old, place) => (place === at ? other : old))),
      weight: 2,
    },
  );
}

const tensor = shapes.map(input);
const broadcasting = shapes
  .chain((shape) =>
    fc.tuple(
      changed(shape),
      changed(shape).chain((other) => fc.nat(2).map((cut) => other.slice(cut))),
    ),
  )
  .filter(([, right]) => right.length > 0)
  .map(([left, right]) => [input(left), input(right)] as const);

const elementwise = fc
  .tuple(fc.constantFrom('add', 'subtract', 'maximum', 'equal', 'logicalAnd'), broadcasting, fc.boolean())
  .map(([name, [left, right], isSwapped]) => `ops.${name}(${isSwapped ? `${right}, ${left}` : `${left}, ${right}`})`);
const withNumber = fc.tuple(fc.constantFrom('add', 'power', 'less'), tensor).map(([name, x]) => `ops.${name}(${x}, 2)`);
const where = fc
  .tuple(broadcasting, broadcasting, fc.constantFrom(0, 1, 2))
  .map(([[condition, left], [other, right], kind]) =>
    kind === 0
      ? `ops.where(${condition}, ${left}, 0)`
      : `ops.where(${condition}, ${kind === 1 ? left : other}, ${right})`,
  );

const product = fc
  .tuple(fc.array(size, { maxLength: 2 }), fc.array(size, { maxLength: 2 }), sizes, sizes, sizes, fc.nat(5))
  .chain(([batch, otherBatch, rows, inner, columns, kind]) => {
    const left = kind === 0 ? [inner] : [...batch, rows, inner];
    const right = kind === 1 ? [inner] : [...(kind < 4 ? batch : otherBatch), inner, columns];
    return fc.tuple(changed(left), changed(right));
  })
  .map(([left, right]) => `ops.matmul(${input(left)}, ${input(right)})`);

const axes = fc.oneof(
  { arbitrary: fc.constant('null'), weight: 1 },
  { arbitrary: axis.map(String), weight: 3 },
  { arbitrary: fc.array(axis, { minLength: 1, maxLength: 3 }).map(json), weight: 3 },
);
const reduction = fc
  .tuple(fc.constantFrom('sum', 'mean', 'any', 'logsumexp'), tensor, axes, fc.constantFrom('', ', { keepdims: true }'))
  .map(([name, x, along, options]) => `ops.${name}(${x}, ${along}${options})`);
const place = fc.tuple(tensor, axis).map(([x, along]) => `ops.argmax(${x}, ${along})`);

const transpose = shapes
  .chain((shape) => {
    const order = fc.shuffledSubarray([...shape.keys()], { minLength: shape.length });
    const either = fc.oneof(
      { arbitrary: order, weight: 5 },
      { arbitrary: fc.array(axis, { maxLength: 4 }), weight: 1 },
    );
    return fc.tuple(fc.constant(shape), fc.option(either, { freq: 6 }));
  })
  .map(([shape, order]) => `ops.transpose(${input(shape)}${order === null ? '' : `, ${json(order)}`})`);

const reshape = fc
  .tuple(
    fc.array(fc.constantFrom(1, 2, 3, 4, null), { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom(1, 2, 3, 4, 6, 12), { maxLength: 3 }),
    fc.nat(4),
  )
  .map(([shape, target, kind]) => {
    const wanted =
      kind < 3
        ? [...target.slice(0, kind), -1, ...target.slice(kind)]
        : [unnamed(shape).reduce<number>((count, one) => count * (one ?? 1), 1), ...target.slice(0, kind - 3)];
    return `ops.reshape(${input(shape)}, ${json(wanted)})`;
  });

const slice = shapes
  .chain((shape) =>
    fc.tuple(
      fc.constant(shape),
      fc.tuple(...unnamed(shape).map((one) => fc.integer({ min: 0, max: Math.max(1, (one ?? 3) - 1) }))),
      fc.tuple(...unnamed(shape).map((one) => fc.constantFrom(-1, 1, 1, Math.max(1, (one ?? 3) - 1)))),
      fc.nat(8),
    ),
  )
  .map(
    ([shape, start, wanted, cut]) =>
      `ops.slice(${input(shape)}, ${json(start)}, ${json(cut === 0 ? wanted.slice(1) : wanted)})`,
  );

const split = fc
  .tuple(
    shapes.map((shape) => shape.slice(0, 3).map((one) => (typeof one === 'number' ? one * 6 : one))),
    fc.oneof(
      fc.constantFrom(1, 2, 3, 4).map(String),
      fc
        .array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 3 })
        .map((places) => json(places.sort((left, right) => left - right))),
    ),
    axis,
  )
  .map(([shape, parts, along]) => `ops.split(${input(shape)}, ${parts}, ${along})`);

const joined = shapes
  .chain((shape) =>
    fc.tuple(fc.array(changed(shape), { minLength: 1, maxLength: 3 }), axis, fc.constantFrom('stack', 'concatenate')),
  )
  .map(([list, along, name]) => `ops.${name}([${list.map(input).join(', ')}], ${along})`);

const rearranged = fc.tuple(tensor, axis, axis, fc.nat(9)).map(([x, first, second, kind]) => {
  const calls = [
    `expandDims(${x}, ${first})`,
    `expandDims(${x}, [${first}, ${second}])`,
    `squeeze(${x})`,
    `squeeze(${x}, ${first})`,
    `softmax(${x}, ${first})`,
    `flip(${x}, [${first}, ${second}])`,
    `cumsum(${x}, ${first})`,
    `cumsum(${x})`,
    `roll(${x}, 1, ${first})`,
    `take(${x}, [[0, 0], [0, 0]], ${first})`,
  ];
  return `ops.${calls[kind]}`;
});
const others = fc.tuple(tensor, axis, axis, sizes, fc.nat(8)).map(([x, first, second, count, kind]) => {
  const calls = [
    `swapaxes(${x}, ${first}, ${second})`,
    `moveaxis(${x}, ${first}, ${second})`,
    `sort(${x}, ${first})`,
    `topK(${x}, ${count})`,
    `norm(${x}, 2, ${first})`,
    `moments(${x}, [${first}, ${second}])`,
    `normalize(${x}, ${first})`,
    `tril(${x}, ${count})`,
    `dot(${x}, ops.ones([${count}, 2]))`,
  ];
  return `ops.${calls[kind]}`;
});
const ranges = fc
  .tuple(fc.nat(9), fc.nat(9), fc.constantFrom(1, 2, 3))
  .map(([start, more, step]) => `ops.arange(${start}, ${start + more}, ${step})`);
const repeated = fc
  .tuple(shapes, axis, fc.array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 5 }), fc.nat(5))
  .map(([shape, along, counts, kind]) => {
    const x = input(shape);
    const calls = [
      `repeat(${x}, ${counts[0]}, ${along})`,
      `repeat(${x}, ${json(counts)}, ${along})`,
      `repeat(${x}, ${counts[0]})`,
      `tile(${x}, ${json(counts)})`,
      `tile(${x}, ${counts[0]})`,
      `pad(${x}, ${json([...counts, 1, 2, 3].slice(0, shape.length + (counts.length > 4 ? 1 : 0)).map((count) => [count, 1]))})`,
    ];
    return `ops.${calls[kind]}`;
  });
const alongTaken = broadcasting.chain(([x, indices]) =>
  axis.map((along) => `ops.takeAlongAxis(${x}, ops.cast(ops.zerosLike(${indices}), 'int32'), ${along})`),
);

/** Equations with the sizes of labels, one of which may be changed. */
const einsum = fc
  .record({
    terms: fc.array(fc.array(fc.constantFrom<string>('a', 'b', 'c', 'D'), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    }),
    sizes: fc.tuple(size, size, size, size),
    middle: fc.array(size, { maxLength: 2 }),
    places: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)),
    output: fc.shuffledSubarray(['a', 'b', 'c', 'D']),
    kind: fc.nat(5),
    space: fc.constantFrom('', '', ' '),
  })
  .chain(({ terms, sizes: [a, b, c, D], middle, places, output, kind, space }) => {
    const ofLabel: Readonly<Record<string, Dimension>> = { a, b, c, D };
    const operands = terms.map((labels, operand) => {
      const at = places[operand] as number;
      const hasMiddle = kind === 0 && at <= labels.length;
      return {
        text: hasMiddle ? `${labels.slice(0, at).join('')}...${labels.slice(at).join('')}` : labels.join(''),
        shape: hasMiddle
          ? [...labels.slice(0, at), ...middle.slice(operand % 2), ...labels.slice(at)].map((one) =>
              typeof one === 'string' ? (ofLabel[one] as number | null) : one,
            )
          : labels.map((label) => ofLabel[label] as number | null),
      };
    });
    const known = output.filter((label) => kind === 5 || terms.some((labels) => labels.includes(label)));
    const arrow = kind === 1 ? '' : `->${kind === 0 ? '...' : ''}${known.join('')}`;
    const equation = `${operands.map(({ text }) => text).join(`,${space}`)}${space}${arrow}`;
    return fc.tuple(fc.constant(equation), fc.tuple(...operands.map(({ shape }) => changed(shape))));
  })
  .filter(([, operands]) => operands.every((shape) => shape.length > 0))
  .map(([equation, operands]) => `ops.einsum(${json(equation)}, ${operands.map(input).join(', ')})`);

const families = {
  elementwise,
  withNumber,
  where,
  product,
  reduction,
  place,
  transpose,
  reshape,
  slice,
  split,
  joined,
  rearranged,
  others,
  ranges,
  repeated,
  alongTaken,
  einsum,
};

/** A call, and what it is at run time: one text for both worlds. */
interface Call {
  readonly claim: Claim;
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
}

function callOf(expression: string): Call {
  const inputs: SymbolicTensor[] = [];
  const makeInput = (shape: Shape, options: { readonly batchSize?: number } = {}) => {
    const made: SymbolicTensor = Input(shape, options);
    inputs.push(made);
    return made;
  };
  try {
    const output = new Function('Input', 'ops', `return ${expression}`)(makeInput, ops) as
      | SymbolicTensor
      | SymbolicTensor[];
    const expected = Array.isArray(output) ? output.map(({ shape }) => shape) : output.shape;
    return { claim: [expression, expected], inputs, outputs: [output].flat() };
  } catch (error) {
    return { claim: [expression, { rejected: (error as Error).message }], inputs, outputs: [] };
  }
}

/** Whether tensors come out that have the shapes and types of the graph; sizes that vary may turn out not to fit. */
function isComputed({ claim: [expression], inputs, outputs }: Call, varying: number): boolean {
  return tf.tidy(() => {
    const feeds = inputs.map(({ shape, dtype }) =>
      tf.ones(
        unnamed(shape).map((one) => one ?? varying),
        dtype as DType,
      ),
    );
    try {
      const values = runOutputs(inputs, outputs, feeds);
      values.forEach(({ tensor: { shape, dtype } }, index) => {
        const { shape: inferred, dtype: type } = outputs[index] as SymbolicTensor;
        const sizes = boundShape(inferred, new Map(['time', 'steps'].map((name) => [name, varying])));
        expect({ fits: fits(shape, sizes), dtype }, `${expression}: ${shape} for ${inferred}`).toEqual({
          fits: true,
          dtype: type,
        });
      });
      return true;
    } catch (error) {
      if (error instanceof ShapeError) return false;
      throw error;
    }
  });
}

const runs = Number(process.env.RUNS ?? 150);
const seed = Number(process.env.SEED ?? 7);

describe(`operations have the same shapes and errors for the compiler, at run time and in tensors, seed ${seed}`, () => {
  beforeAll(() => setBackend('cpu'));

  it.each(Object.entries(families))('%s', (_, family) => {
    const calls = fc.sample(family, { numRuns: runs, seed }).map(callOf);
    const accepted = calls.filter(({ outputs }) => outputs.length > 0);
    expect(accepted.length).toBeGreaterThan(runs / 4);
    const computed = accepted.filter((call) => [isComputed(call, 1), isComputed(call, 12)].includes(true));
    expect(computed.length).toBeGreaterThan(0.8 * accepted.length);
    expectCompiledShapes(
      imports,
      calls.map(({ claim }) => claim),
    );
  });
});
