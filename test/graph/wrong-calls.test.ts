import * as tf from '@tensorflow/tfjs-core';
import {
  Add,
  Attention,
  add,
  concatenate,
  Dense,
  Input,
  Model,
  optimizers,
  PReLU,
  ReLU,
  Sequential,
  setBackend,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

type Loose = (...given: unknown[]) => unknown;

/** A function whose types are forgotten. */
const loose = (callable: unknown): Loose => callable as Loose;

describe('a call that the compiler would reject', () => {
  beforeAll(() => setBackend('cpu'));

  const x = Input([4, 3]);
  const dense = Dense(2);

  it.each<readonly [what: string, call: () => unknown, message: string]>([
    ['a pipe of a tensor', () => loose(x.pipe).call(x, Dense(2), x), 'pipe expects layers (received a tensor at 1)'],
    ['a pipe of a list', () => loose(x.pipe).call(x, [dense]), 'pipe expects layers (received [a layer] at 0)'],
    ['a pipe of a class', () => loose(x.pipe).call(x, Dense), 'pipe expects layers (received a function at 0)'],
    [
      'a tensor added to a sequence',
      () => loose(Sequential([Input([4]), Dense(2)]).add)(x),
      'Sequential expects layers, after an Input if there is one (received a tensor)',
    ],
    [
      'a name added to a sequence',
      () => loose(Sequential([Input([4]), Dense(2)]).add)('dense'),
      "Sequential expects layers (received 'dense' at 0)",
    ],
    ['tensors one after the other', () => loose(add)(x, x), 'add expects a list of tensors (received one tensor)'],
    ['the same for a layer', () => loose(Add())(x, x), 'add expects a list of tensors (received one tensor)'],
    [
      'the same for concatenate',
      () => loose(concatenate)(x, x),
      'concatenate expects a list of tensors (received one tensor)',
    ],
    [
      'the same with values',
      () => loose(concatenate)(tf.ones([2]), tf.ones([2])),
      'concatenate expects a list of tensors (received one tensor)',
    ],
    [
      'query and value one after the other',
      () => loose(Attention())(x, x),
      'Attention expects a list of query and value, or of query, value and key (received one tensor)',
    ],
    [
      'one tensor too many',
      () => loose(Dense(2, { name: 'own' }))(x, x),
      'own expects an object of options (received a tensor)',
    ],
    [
      'one value too many',
      () => loose(Dense(2, { name: 'own' }))(tf.ones([1, 2]), tf.ones([1, 2])),
      'own expects an object of options (received a Tensor)',
    ],
    [
      'a layer as an activation',
      () => loose(Dense)(2, { activation: ReLU() }),
      'Dense: activation expects an activation (received a layer)',
    ],
    [
      'a class as an activation',
      () => loose(Dense)(2, { activation: PReLU }),
      'Dense: activation expects an activation (received a function)',
    ],
    [
      'two tensors for a model of one',
      () => loose(Model({ inputs: x, outputs: dense(x) }))([x, x]),
      'model expects one tensor (received a list of 2)',
    ],
    [
      'an optimizer as options',
      () => {
        const model = Model({ inputs: x, outputs: dense(x) });
        return loose(model.compile).call(model, optimizers.Adam());
      },
      'compile expects an object of options (received an optimizer)',
    ],
  ])('says what is wrong: %s', (_, call, message) => {
    let said = '';
    try {
      call();
    } catch (error) {
      said = ((error as Error).message.split('\n')[0] as string).replace(/_\d+/, '');
    }
    expect(said).toBe(message);
  });
});
