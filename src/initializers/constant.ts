import { finite } from '../arguments/number.js';
import { defineInitializer, type Initializer } from './define-initializer.js';
import { elementCount } from './draw.js';

/**
 * All values `value`, 0 unless given.
 *
 * @example
 * Dense(1, { biasInitializer: Constant(0.5) });
 */
export function Constant(value = 0): Initializer {
  finite('Constant: value', value);
  return defineInitializer('Constant', { value }, (shape) => new Float32Array(elementCount(shape)).fill(value));
}
