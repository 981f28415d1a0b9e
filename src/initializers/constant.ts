import { finite } from '../arguments/number.js';
import { ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { elementCount, type InitializerFactory, initializerFactory } from './define-initializer.js';

/** All values 0. */
export const Zeros: InitializerFactory<'zeros'> = initializerFactory({
  className: 'Zeros',
  identifier: 'zeros',
  defaults: {},
  create: () => (shape) => new Float32Array(elementCount(shape)),
});

/** All values 1. */
export const Ones: InitializerFactory<'ones'> = initializerFactory({
  className: 'Ones',
  identifier: 'ones',
  defaults: {},
  create: () => (shape) => new Float32Array(elementCount(shape)).fill(1),
});

export interface ConstantOptions {
  /** The value of all elements. The default is 0. */
  readonly value?: number;
}

/**
 * All values `value`, 0 by default.
 *
 * @example
 * Dense(1, { biasInitializer: Constant(0.5) });
 */
export const Constant: InitializerFactory<'constant', ConstantOptions, [value: number]> = initializerFactory<
  Required<ConstantOptions>,
  'constant',
  [value: number]
>({
  className: 'Constant',
  identifier: 'constant',
  defaults: { value: 0 },
  positional: ['value'],
  create: ({ value }) => {
    finite('Constant: value', value);
    return (shape) => new Float32Array(elementCount(shape)).fill(value);
  },
});

export interface IdentityOptions {
  /** The value of the elements on the diagonal. The default is 1. */
  readonly gain?: number;
}

/** The identity matrix multiplied by `gain`; only for weights with two axes, which need not be square. */
export const Identity: InitializerFactory<'identity', IdentityOptions, [gain: number]> = initializerFactory<
  Required<IdentityOptions>,
  'identity',
  [gain: number]
>({
  className: 'Identity',
  identifier: 'identity',
  defaults: { gain: 1 },
  positional: ['gain'],
  create: ({ gain }) => {
    finite('Identity: gain', gain);
    return (shape) => {
      const [rows, columns] = shape;
      if (rows === undefined || columns === undefined || shape.length > 2) {
        throw new ShapeError(`Identity expects a shape with two axes (received ${show(shape)})`);
      }
      const values = new Float32Array(elementCount(shape));
      for (let row = 0; row < Math.min(rows, columns); row++) values[row * columns + row] = gain;
      return values;
    };
  },
});
