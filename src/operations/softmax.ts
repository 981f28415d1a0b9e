import { softmax as softmaxOf } from '../activations/softmax.js';
import { type AlongAxisFunction, alongOneAxis } from './along-one-axis.js';

/**
 * `exp(x) / sum(exp(x))`: probabilities, which sum to 1 along an axis; the last one unless given.
 *
 * @example
 * const weights = softmax(Input([10, 20])); // SymbolicTensor<[null, 10, 20]>
 */
export const softmax: AlongAxisFunction<'softmax'> = alongOneAxis('softmax', softmaxOf);
