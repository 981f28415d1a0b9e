import { finite } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { defineInitializer, type Initializer } from './define-initializer.js';
import { elementCount } from './draw.js';

/**
 * All values `value`, 0 unless given.
 *
 * @example
 * Dense(1, { biasInitializer: Constant(0.5) });
 */
export const Constant: (value?: number) => Initializer = positional(['value'], (value = 0) => {
  finite('Constant: value', value);
  return defineInitializer('Constant', { value }, (shape) => new Float32Array(elementCount(shape)).fill(value));
});
