import { finite } from '../arguments/number.js';
import { ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { defineInitializer, type Initializer } from './define-initializer.js';
import { elementCount } from './draw.js';

export interface IdentityOptions {
  /** What stands on the diagonal, 1 unless given. */
  readonly gain?: number;
}

/** The identity matrix times `gain`; only for weights with two axes, which need not be square. */
export function Identity({ gain = 1 }: IdentityOptions = {}): Initializer {
  finite('Identity: gain', gain);
  return defineInitializer('Identity', { gain }, (shape) => {
    const [rows, columns] = shape;
    if (rows === undefined || columns === undefined || shape.length > 2) {
      throw new ShapeError(`Identity expects a shape with two axes (received ${show(shape)})`);
    }
    const values = new Float32Array(elementCount(shape));
    for (let row = 0; row < Math.min(rows, columns); row++) values[row * columns + row] = gain;
    return values;
  });
}
