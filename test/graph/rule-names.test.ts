import fc from 'fast-check';
import {
  type AnyLayer,
  Bidirectional,
  Concatenate,
  Dense,
  Input,
  LSTM,
  LSTMCell,
  Model,
  Parallel,
  Residual,
  RNN,
  Sequential,
  TimeDistributed,
} from 'tupleflow';
import { expect, it } from 'vitest';
import { inferLayer } from '../../src/graph/infer.js';
import { internals, ruleName } from '../../src/graph/layer-state.js';
import { noArguments } from '../../src/graph/named-arguments.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { evaluate } from '../layers/random-calls/evaluate.js';
import { type LayerName, randomCalls } from '../layers/random-calls/every-layer.js';

/** The name in the sentence about an input that no layer takes: tensors by name. */
function saidName(layer: AnyLayer): string {
  const spec = { shape: [null, 3], dtype: 'float32' as const };
  try {
    inferLayer(layer, { inputs: { structure: { names: ['a', 'b'] }, items: [spec, spec] }, named: noArguments });
  } catch (error) {
    return /^\w+/.exec((error as Error).message)?.[0] ?? '';
  }
  return '';
}

/** A layer of a class, from the first random call that is right. */
function layerOf(name: LayerName): AnyLayer | undefined {
  for (const text of fc.sample(randomCalls[name], { numRuns: 100, seed: 7 })) {
    try {
      const [output] = [evaluate(text)].flat() as SymbolicTensor[];
      if (output?.producer.layer.className === name) return output.producer.layer;
    } catch {
      // Some random calls are wrong.
    }
  }
  return undefined;
}

it('sentences call a layer by the name that its program states', () => {
  const layers = (Object.keys(randomCalls) as LayerName[]).flatMap((name) => layerOf(name) ?? []);
  const leaves = layers.filter((layer) => layer[internals].program.kind === 'layer');
  expect(leaves.length).toBeGreaterThan(80);
  expect(leaves.map(ruleName)).toEqual(leaves.map(saidName));
});

it.each<readonly [name: string, layer: AnyLayer]>([
  ['Dense', TimeDistributed(Dense(2))],
  ['LSTM', Residual(LSTM(3))],
  ['LSTM', Sequential([LSTM(3), Dense(2)])],
  ['LSTM', Parallel([LSTM(3), Dense(3)], Concatenate())],
  ['LSTM', Bidirectional(LSTM(3))],
  ['RNN', RNN(LSTMCell(3))],
  ['LSTMCell', LSTMCell(3)],
])('blocks are called by their first layer: %s', (name, layer) => {
  expect(() => (layer as unknown as (given: number) => unknown)(5)).toThrow(`${name} expects a tensor (received 5)`);
});

it('a model is called a model', () => {
  const x = Input([3]);
  const model = Model({ inputs: x, outputs: Dense(2)(x) });
  expect(() => model(5 as never)).toThrow('model expects a tensor (received 5)');
});
