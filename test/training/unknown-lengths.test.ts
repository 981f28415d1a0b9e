import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, Model, ready, setBackend, zeros } from 'tupleflow';
import { beforeAll, expect, it } from 'vitest';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const names = ['a', 'b', 'c'];

it('feeds, calls, compiles and trains a model over a list', async () => {
  const inputs = names.map((name) => Input([4], { name }));
  const outputs = inputs.map((input, index) => Dense(1, { name: `head${index}` })(input));
  const model = Model({ inputs, outputs });
  using rows = zeros([6, 4]);
  using column = zeros([6, 1]);
  expect(model(names.map(() => Input([4]))).map(({ shape }) => shape)).toEqual(names.map(() => [null, 1]));
  const compiled = model.compile({ loss: { head0: 'mse', head1: 'mae' }, metrics: { head2: ['mae'] } });
  await compiled.fit([rows, rows, rows], [column, column, column], { verbose: 0 });
  const { history } = await compiled.fit(
    { a: rows, b: rows, c: rows },
    { head0: column, head1: column, head2: column },
    { verbose: 0 },
  );
  expect(Object.keys(history)).toEqual(['loss', 'head0_loss', 'head1_loss', 'head2_mae']);
  const predicted = await compiled.predict(
    names.map(() => rows),
    { verbose: 0 },
  );
  expect(predicted.map(({ shape }) => shape)).toEqual(names.map(() => [6, 1]));
  tf.dispose([...predicted]);
  await expect(compiled.predict([rows, rows])).rejects.toThrow('x expects a list of 3 (received a list of 2)');
  await expect(compiled.predict({ a: rows, b: rows, d: rows })).rejects.toThrow(
    'x expects names of inputs (received d)',
  );
  expect(() => model.compile({ loss: { head4: 'mse' } })).toThrow(
    "compile: loss expects names of outputs (received 'head4'",
  );
  model.dispose();
});

it('does the same with a model over a record', async () => {
  const inputs = Object.fromEntries(names.map((name) => [name, Input([4], { name })]));
  const outputs = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, Dense(1)(input)]));
  const model = Model({ inputs, outputs });
  using rows = zeros([6, 4]);
  using column = zeros([6, 1]);
  const compiled = model.compile({ loss: 'mse', metrics: { a: ['mae'], c: 'mae' } });
  const { history } = await compiled.fit(
    { a: rows, b: rows, c: rows },
    { a: column, b: column, c: column },
    { verbose: 0 },
  );
  expect(Object.keys(history)).toEqual(['loss', 'a_loss', 'b_loss', 'c_loss', 'a_mae', 'c_mae']);
  expect(Object.keys(model(Object.fromEntries(names.map((name) => [name, Input([4])]))))).toEqual(names);
  await expect(compiled.predict({ a: rows, b: rows })).rejects.toThrow('x expects c (received nothing for it)');
  expect(() => model({ a: Input([4]) })).toThrow('model expects a tensor for input b (received none)');
  model.dispose();
});
