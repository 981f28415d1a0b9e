import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, losses, metrics, optimizers } from 'tupleflow';

/** An error of whoever calls the library, which has to come out as it is. */
export class CallersError extends Error {}

function fail(): never {
  throw new CallersError("the caller's own");
}

/** A list in a list, and so on. */
function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

function cyclicList(): unknown {
  const list: unknown[] = [1];
  list.push(list);
  return list;
}

function cyclicObject(): unknown {
  const object: Record<string, unknown> = {};
  object.self = object;
  return object;
}

function detached(): unknown {
  const values = new Float32Array(4);
  structuredClone(values.buffer, { transfer: [values.buffer] });
  return values;
}

function disposed(): unknown {
  const values = tf.zeros([2, 3]);
  values.dispose();
  return values;
}

/** An object of which nothing can be read. */
function unreadable(): unknown {
  return new Proxy({}, { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail });
}

/** Values that hardly any argument may be, by what they are; each is made anew, as some own tensors. */
export const junk: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  false: () => false,
  zero: () => 0,
  'minus zero': () => -0,
  one: () => 1,
  'minus one': () => -1,
  half: () => 0.5,
  seven: () => 7,
  'minus two and a half': () => -2.5,
  NaN: () => Number.NaN,
  infinity: () => Number.POSITIVE_INFINITY,
  'minus infinity': () => Number.NEGATIVE_INFINITY,
  '10^15': () => 1e15,
  '10^308': () => 1e308,
  '2^31': () => 2 ** 31,
  '2^53': () => 2 ** 53,
  'the smallest number': () => Number.MIN_VALUE,
  'an empty string': () => '',
  'a number in a string': () => '3',
  'the name of an activation': () => 'relu',
  'a misspelt name': () => 'adma',
  'a long string': () => 'a'.repeat(100_000),
  __proto__: () => '__proto__',
  constructor: () => 'constructor',
  'a BigInt': () => 10n,
  'a symbol': () => Symbol('junk'),
  'a function': () => () => 1,
  'a function that throws': () => fail,
  'an async function': () => async () => 1,
  'a class': () => class Junk {},
  'an object': () => ({}),
  'an object with a member': () => ({ junk: 1 }),
  'an object without a prototype': () => Object.create(null),
  'an object whose toString throws': () => ({ toString: fail }),
  'a cyclic object': cyclicObject,
  'an unreadable object': unreadable,
  'an empty list': () => [],
  'a list of null': () => [null],
  'a list of undefined': () => [undefined],
  'a list of holes': () => Array(3),
  'a list of strings': () => ['a', 'b'],
  'a list of numbers': () => [1, 2],
  'a list of NaN': () => [Number.NaN, 1],
  'a list of symbols': () => [Symbol('junk')],
  'a list of large numbers': () => [1e15, 1e15],
  'a ragged list': () => [[1, 2], [3]],
  'a deep list': () => nested(10_000),
  'a cyclic list': cyclicList,
  'a date': () => new Date(0),
  'a regular expression': () => /junk/,
  'a map': () => new Map([['a', 1]]),
  'a set': () => new Set([1]),
  'a promise': () => Promise.resolve(1),
  'an Int8Array': () => new Int8Array(2),
  'a Float64Array': () => new Float64Array(2),
  'a BigInt64Array': () => new BigInt64Array(2),
  'an array without its memory': detached,
  'a DataView': () => new DataView(new ArrayBuffer(8)),
  'a String object': () => new String('relu'),
  'a Number object': () => new Number(3),
  'an iterable that is none': () => ({ [Symbol.iterator]: 5 }),
  'an iterable that throws': () => ({ [Symbol.iterator]: fail }),
  'a generator': () =>
    (function* numbers() {
      yield 1;
    })(),
  'a tensor': () => tf.ones([2, 3]),
  'a tensor of strings': () => tf.tensor(['a', 'b']),
  'a disposed tensor': disposed,
  'a tensor of the graph': () => Input([3]),
  'a layer': () => Dense(2),
  'a loss': () => losses.Huber(),
  'a metric': () => metrics.Precision(),
  'an optimizer': () => optimizers.SGD(),
};
