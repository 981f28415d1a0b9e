import { type Unexpected, unexpected } from './mismatch.js';
import { isShape, type Shape } from './shape.js';
import type { ShapeFunction } from './shape-function.js';

const expected = 'one tensor';

/** The rule of a layer whose output has the shape of its input. */
export interface SameShape<Layer extends string> extends ShapeFunction {
  readonly output: this['input'] extends Shape ? this['input'] : Unexpected<Layer, typeof expected, this['input']>;
}

export function sameShape(layer: string, input: Shape): Shape {
  return Array.isArray(input) && isShape(input) ? input : unexpected(layer, expected, input);
}
