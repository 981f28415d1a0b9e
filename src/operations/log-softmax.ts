import { logSoftmax as logSoftmaxOf } from '../activations/log-softmax.js';
import { type AlongAxisFunction, alongOneAxis } from './along-one-axis.js';

/**
 * The logarithm of the softmax along an axis; the last one unless given.
 *
 * @example
 * const output = logSoftmax(Input([10, 20])); // SymbolicTensor<[null, 10, 20]>
 */
export const logSoftmax: AlongAxisFunction<'logSoftmax'> = alongOneAxis('logSoftmax', logSoftmaxOf);
