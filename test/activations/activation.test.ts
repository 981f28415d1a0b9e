import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { type ActivationName, activationName, resolveActivation } from '../../src/activations/activation.js';
import * as functions from '../../src/activations/index.js';
import { ArgumentError } from '../../src/errors.js';

const resolve = (identifier: unknown) => () => resolveActivation(identifier as ActivationName, 'dense: activation');

describe('resolveActivation', () => {
  test('null and undefined are linear', () => {
    expect(resolve(null)()).toBe(functions.linear);
    expect(resolve(undefined)()).toBe(functions.linear);
  });

  test('a name is the function of that name', () => {
    const { threshold, ...named } = functions;
    for (const [name, activation] of Object.entries(named)) expect(resolve(name)()).toBe(activation);
    expect(resolve('swish')()).toBe(functions.silu);
  });

  test('a function is itself', () => {
    const own = (input: tf.Tensor) => tf.neg(input);
    expect(resolve(own)()).toBe(own);
  });

  test('what is not known is named, with the nearest name and all others', () => {
    expect(resolve('rleu')).toThrow(ArgumentError);
    expect(resolve('rleu')).toThrow(/^dense: activation expects an activation .*\nThe names are 'celu', 'elu', /);
    expect(resolve('rleu')).toThrow("(received 'rleu', did you mean 'relu'?)");
    expect(resolve('hard_sigmoid')).toThrow("(received 'hard_sigmoid', did you mean 'hardSigmoid'?)");
    expect(resolve('xyzzyplugh')).toThrow("(received 'xyzzyplugh')");
    expect(resolve('')).toThrow("(received '')");
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'threshold', 'default'])(
    '%s is no name',
    (name) => {
      expect(resolve(name)).toThrow(ArgumentError);
    },
  );

  test.each([
    [5, '5'],
    [{}, 'an object'],
    [['relu'], "['relu']"],
    [true, 'true'],
  ])('%j is no activation', (identifier, shown) => {
    expect(resolve(identifier)).toThrow(`(received ${shown})`);
  });
});

test('an activation is called what the library calls it, or what its function is called', () => {
  expect(activationName(functions.relu)).toBe('relu');
  expect(activationName(functions.silu)).toBe('silu');
  expect(
    activationName(function cube(input) {
      return tf.pow(input, 3);
    }),
  ).toBe('cube');
  expect(
    activationName(
      (
        () => (input: tf.Tensor) =>
          input
      )(),
    ),
  ).toBe('anonymous');
});
