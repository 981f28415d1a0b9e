import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import { defineLayer } from '../../src/graph/define-layer.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Embedding } from '../../src/layers/core/embedding.js';
import { Input } from '../../src/layers/core/input.js';
import { TimeDistributed } from '../../src/layers/wrappers/time-distributed.js';
import { Model } from '../../src/training/model.js';
import { Sequential } from '../../src/training/sequential.js';
import { isShape, type Shape } from '../../src/types/shape.js';
import type { ShapeFunction } from '../../src/types/shape-function.js';
import { type Call, runLayer, runOutputs } from '../layers/run-layer.js';

/** The input plus whatever the call says; what it has of each name comes out as well, as numbers, where it is asked for. */
const total = defineLayer({
  name: 'Total',
  configure: () => ({}),
  call: {
    tensors: { added: 'one', others: 'list', gaps: 'listWithGaps' },
    options: { factor: 1, returnCounts: false },
  },
  shape: (input, _, { added, returnCounts }) => (returnCounts ? [added ?? input, [4]] : (added ?? input)),
  type: (_, _configuration, { added }) => added ?? 'float32',
  weights: (_, _configuration, { others }) => ({ bias: { shape: [others.length], initializer: 'zeros' as const } }),
  forward: (input, _weights, _configuration, { call, callMask }) => {
    const { added, others, gaps, factor, returnCounts } = call;
    const terms = [added, ...others, ...gaps].filter((term): term is tf.Tensor => term !== null);
    const sum = terms.reduce<tf.Tensor>((so, term) => tf.add(so, tf.cast(term, 'float32')), tf.cast(input, 'float32'));
    const counts = [Number(added !== null), others.length, gaps.length, Number(callMask.added !== null)];
    const output = tf.cast(tf.mul(sum, factor), added?.dtype ?? 'float32');
    return returnCounts ? [output, tf.cast(tf.tensor(counts), output.dtype)] : output;
  },
  mask: (mask, _input, _configuration, { added }) => (added === null ? mask : tf.notEqual(added, 0)),
});

const Total = () => total<ShapeFunction>({});
const call = (layer: unknown) => layer as Call;

describe.each(['cpu', 'wasm'] as const)('what a call says by name, on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('reaches all functions of the definition, and its mask goes along', () => {
    const before = tf.memory().numTensors;
    const input = Input([2]);
    const words = Input([2], { dtype: 'int32' });
    const added = Embedding(3, 2, { maskZero: true })(words);
    const layer = Total();
    const outputs = layer(input, { added, others: [input, input], gaps: [null, input, null], returnCounts: true });
    const named = (outputs as unknown as ReturnType<Call>[]).flat();
    expect(layer.weights.map(({ shape }) => shape)).toEqual([[2]]);
    added.producer.layer.setWeights([[0, 0, 10, 10, 20, 20]]);
    const feeds = [tf.tensor([[1, 2]]), tf.tensor([[1, 2]], undefined, 'int32')];
    const [sum, counts] = runOutputs([input, words], named, feeds);
    expect(sum?.tensor.arraySync()).toEqual([
      [
        [14, 18],
        [24, 28],
      ],
    ]);
    expect(sum?.mask?.arraySync()).toEqual([
      [
        [1, 1],
        [1, 1],
      ],
    ]);
    expect(counts?.tensor.arraySync()).toEqual([1, 2, 3, 1]);
    tf.dispose([...feeds, sum?.tensor, sum?.mask, counts?.tensor].filter((tensor) => tensor != null));
    added.producer.layer.dispose();
    layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is said again wherever a model runs', () => {
    const [input, other] = [Input([2]), Input([2], { dtype: 'int32' })];
    const model = Model({
      inputs: [input, other],
      outputs: call(Total())(input, { others: other, factor: 10 }) as typeof input,
    });
    const nested = model([Input([2]), Input([2], { dtype: 'int32' })]);
    expect(nested.producer.inputs.length).toBe(2);
    tf.tidy(() => {
      const [result] = runOutputs(
        nested.producer.inputs,
        [nested],
        [tf.tensor([[1, 2]]), tf.tensor([[3, 4]], undefined, 'int32')],
      );
      expect(result?.tensor.arraySync()).toEqual([[40, 60]]);
      // Blocks call their layers without it.
      for (const block of [Sequential([Total(), Total()]), TimeDistributed(Total())] as readonly AnyLayer[]) {
        expect(runLayer(block, tf.tensor([[[1, 2]]])).arraySync()).toEqual([[[1, 2]]]);
      }
    });
  });
});

it('is remembered by the node, frozen, apart from what the layer was called on', () => {
  const [input, other, third] = [Input([2]), Input([2]), Input([2])];
  const layer = Total();
  const said = { others: [third, other], added: other, factor: 2 };
  call(layer)(input, said);
  said.others.pop();
  const [node] = layer.nodes;
  expect(node?.inputs).toEqual([input, other, third, other]);
  expect(layer.input).toBe(input);
  expect(layer.inputShape).toEqual([null, 2]);
  expect(node?.named).toEqual({
    tensors: { added: [other], others: [third, other], gaps: [] },
    options: { factor: 2, returnCounts: false },
  });
  for (const part of [node?.named, node?.named.tensors, node?.named.tensors.others, node?.named.options]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

it('may be undefined, or null for a tensor, which says nothing', () => {
  const output = call(Total())(Input([2]), { added: null, others: undefined, factor: undefined }) as { shape: Shape };
  expect(output.shape).toEqual([null, 2]);
});

it('must be what the layer takes', () => {
  const input = Input([2]);
  const rejected: readonly (readonly [AnyLayer, object, string])[] = [
    [Total(), { addd: input }, "(received 'addd', did you mean 'added'?)"],
    [Total(), { added: input, toString: 1 }, "(received 'toString')"],
    [
      Dense(2, { name: 'last' }),
      { initialState: input },
      "last expects call options 'training' (received 'initialState')",
    ],
    [
      TimeDistributed(Total(), { name: 'steps' }),
      { factor: 2 },
      "steps expects call options 'training', 'mask' (received 'factor')",
    ],
    [total<ShapeFunction>({}, { name: 'sum' }), { added: 3 }, 'sum: added expects a tensor of the graph'],
    [Total(), { added: [input] }, 'such as Input makes (received [a tensor])'],
    [Total(), { others: [input, null] }, 'expects tensors of the graph, such as Input makes (received null)'],
    [Total(), { gaps: [null, undefined] }, 'such as Input makes (received undefined)'],
    [Total(), { gaps: 'one' }, "such as Input makes (received 'one')"],
    [Total(), { factor: 'two' }, "factor expects a number (received 'two')"],
    [Total(), { returnCounts: null }, 'returnCounts expects true or false (received null)'],
  ];
  for (const [layer, said, message] of rejected) {
    expect(() => call(layer)(input, said)).toThrow(ArgumentError);
    expect(() => call(layer)(input, said)).toThrow(message);
    expect(layer.nodes).toEqual([]);
  }
  const both = () => call(Total())(input, { gaps: [tf.scalar(1)] });
  expect(both).toThrow(ShapeError);
  expect(both).toThrow('Total expects tensors of the graph, or tensors that have values (received both)');
});

describe('inputs that come one after the other', () => {
  const between = defineLayer({
    name: 'Between',
    configure: () => ({}),
    call: { positional: ['query', 'value'], options: { isFirst: true } },
    shape: (inputs: readonly Shape[], _, { isFirst }) =>
      isShape(inputs) ? inputs : ((isFirst ? inputs[0] : inputs[1]) as Shape),
    forward: (inputs, _weights, _configuration, { call: { isFirst } }) =>
      (isFirst ? inputs[0] : inputs[1]) as tf.Tensor,
  });
  type Between = AnyLayer & ((...given: readonly unknown[]) => { readonly shape: Shape });
  const Between = () => between<ShapeFunction>({}, { name: 'between' }) as unknown as Between;

  it('are a list to the definition and to the node', () => {
    const [first, second] = [Input([2]), Input([3])];
    const layer = Between();
    expect(layer(first, second).shape).toEqual([null, 2]);
    expect(layer(first, second, { isFirst: false }).shape).toEqual([null, 3]);
    expect(layer.getInputAt(1)).toEqual([first, second]);
    // A block hands on what it is called on.
    expect(call(TimeDistributed(layer))([Input([5, 2]), Input([5, 3])])).toMatchObject({ shape: [null, 5, 2] });
  });

  it('must all be there', () => {
    const input = Input([2]);
    const sentence = (count: number) =>
      `between expects query and value as separate arguments (received ${count} tensors)`;
    for (const [given, count] of [
      [[], 0],
      [[input], 1],
      [[input, { isFirst: true }], 1],
      [[[input, input]], 0],
      [[input, input, input], 3],
    ] as const) {
      expect(() => Between()(...given)).toThrow(new ArgumentError(sentence(count)));
    }
    expect(() => input.pipe(Between())).toThrow(sentence(1));
  });
});
