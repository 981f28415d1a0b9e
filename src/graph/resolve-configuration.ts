import { type Activation, resolveActivation } from '../activations/activation.js';
import { type Constraint, resolveConstraint } from '../constraints/constraint.js';
import { type Initializer, resolveInitializer } from '../initializers/initializer.js';
import { type Regularizer, resolveRegularizer } from '../regularizers/regularizer.js';

/**
 * A configuration with names replaced by the objects that they stand for: `activation: 'relu'` by the function,
 * `kernelInitializer`, `kernelRegularizer` and `kernelConstraint` likewise. The kind follows from the name of the option, as in Keras.
 */
export type Resolved<Configuration> = {
  readonly [Option in keyof Configuration]: Option extends 'activation' | `${string}Activation`
    ? Activation
    : Option extends `${string}Initializer`
      ? Initializer
      : Option extends `${string}Regularizer`
        ? Regularizer | null
        : Option extends `${string}Constraint`
          ? Constraint | null
          : Configuration[Option];
};

type Resolve = (identifier: never, owner: string) => unknown;

/** How an option is resolved, by the end of its name. */
const resolvers: readonly (readonly [RegExp, Resolve])[] = [
  [/(^a|A)ctivation$/, resolveActivation],
  [/Initializer$/, resolveInitializer],
  [/Regularizer$/, resolveRegularizer],
  [/Constraint$/, resolveConstraint],
];

/** Replaces names by the objects that they stand for; an unknown one is an `ArgumentError` that lists the known ones. */
export function resolveConfiguration<Configuration extends object>(
  layer: string,
  configuration: Configuration,
): Resolved<Configuration> {
  const resolved = Object.entries(configuration).map(([option, value]) => {
    const resolver = resolvers.find(([ending]) => ending.test(option))?.[1];
    return [option, resolver === undefined ? value : resolver(value as never, `${layer}: ${option}`)];
  });
  return Object.freeze(Object.fromEntries(resolved)) as Resolved<Configuration>;
}
