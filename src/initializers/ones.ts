import { defineInitializer, type Initializer } from './define-initializer.js';
import { elementCount } from './draw.js';

/** All values 1. */
export function Ones(): Initializer {
  return defineInitializer('Ones', {}, (shape) => new Float32Array(elementCount(shape)).fill(1));
}
