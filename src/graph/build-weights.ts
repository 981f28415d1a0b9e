import type { Constraint } from '../constraints/constraint.js';
import { ShapeError } from '../errors.js';
import { type Initializer, resolveInitializer } from '../initializers/initializer.js';
import type { Regularizer } from '../regularizers/regularizer.js';
import { show } from '../types/shape.js';
import type { DetailedWeight, WeightSpecifications } from './layer-definition.js';
import { snakeCase } from './layer-name.js';
import { Weight } from './weight.js';

/** Makes the weights that a definition describes; the layer's options say how they start and are kept small. */
export function buildWeights(
  specifications: WeightSpecifications,
  configuration: Readonly<Record<string, unknown>>,
  owner: string,
  scope: string,
): readonly Weight[] {
  return Object.entries(specifications).flatMap(([key, specification]) => {
    if (specification === null) return [];
    const {
      shape,
      initializer,
      // `recurrentKernel` has the options `recurrentInitializer`, ...; `kernel` and `gamma` have those of their own name.
      option = key.replace(/^.*\//, '').replace(/(?<=.)Kernel$/, ''),
      trainable = true,
      fanAxes = null,
    }: DetailedWeight = 'shape' in specification ? specification : { shape: specification };
    const known = shape.map((size) => {
      if (size !== null) return size;
      throw new ShapeError(`${owner} expects the sizes of its ${key} to be known (received ${show(shape)})`);
    });
    const path = key.split('/').map((part) => snakeCase(part[0]?.toUpperCase() + part.slice(1)));
    return new Weight({
      key,
      name: path.at(-1) as string,
      path: [scope, ...path].join('/'),
      shape: known,
      dtype: 'float32',
      initializer:
        initializer === undefined
          ? ((configuration[`${option}Initializer`] as Initializer | undefined) ??
            resolveInitializer('glorotUniform', `${owner}: ${key}`))
          : resolveInitializer(initializer, `${owner}: ${key}`),
      fanAxes,
      regularizer: (configuration[`${option}Regularizer`] as Regularizer | null | undefined) ?? null,
      constraint: (configuration[`${option}Constraint`] as Constraint | null | undefined) ?? null,
      isTrained: trainable,
    });
  });
}
