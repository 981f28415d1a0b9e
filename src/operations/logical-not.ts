import * as tf from '@tensorflow/tfjs-core';
import { castTo } from './cast-to.js';
import { type UnaryFunction, unary } from './unary.js';

/**
 * Where an element is false, which numbers are that are 0.
 *
 * @example
 * const isZero = logicalNot(Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const logicalNot: UnaryFunction<'bool'> = unary('logicalNot', 'bool', (x) => tf.logicalNot(castTo(x, 'bool')));
