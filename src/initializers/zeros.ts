import { defineInitializer, type Initializer } from './define-initializer.js';
import { elementCount } from './draw.js';

/** All values 0. */
export function Zeros(): Initializer {
  return defineInitializer('Zeros', {}, (shape) => new Float32Array(elementCount(shape)));
}
