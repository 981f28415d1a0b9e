import { nearestName } from '../arguments/names.js';
import type { Constraint } from '../constraints/constraint.js';
import { ArgumentError, ShapeError } from '../errors.js';
import { type Initializer, resolveInitializer } from '../initializers/initializer.js';
import type { Regularizer } from '../regularizers/regularizer.js';
import { type Fill, fill } from '../types/mismatch.js';
import { isOpen, show } from '../types/shape.js';
import { snakeCase } from './create-layer.js';
import type { DetailedWeight, WeightSpecifications } from './layer-definition.js';
import type { WeightDescriptions } from './program.js';

/** The endings of the options of a weight: `kernelInitializer`, `kernelRegularizer`, `kernelConstraint`. */
const ending = /(Initializer|Regularizer|Constraint)$/;

type WeightOption<Prefix extends string> = `${Prefix}${'Initializer' | 'Regularizer' | 'Constraint'}`;

/** The options of weights in a configuration, without their endings: `kernel` for `kernelInitializer`. */
type OptionsIn<Configuration> = {
  [Option in keyof Configuration & string]: Option extends WeightOption<infer Prefix>
    ? Exclude<Prefix, 'activity'>
    : never;
}[keyof Configuration & string];

/** The options that weights use: those that they state, or those of their own name. */
type OptionsUsed<Weights> = {
  [Key in keyof Weights & string]: NonNullable<Weights[Key]> extends { readonly options: infer Options extends string }
    ? Options
    : OwnName<LastOf<Key>>;
}[keyof Weights & string];

/** `recurrent` for a weight named `recurrentKernel`, and `kernel` for `kernel`. */
type OwnName<Name extends string> = Name extends `${infer Owner}Kernel` ? Owner : Name;

type LastOf<Path extends string> = Path extends `${string}/${infer Rest}` ? LastOf<Rest> : Path;

const unused = '{owner} expects a weight that uses {option}: one of that name, or { shape, options: "{option}" }';

/**
 * The message in place of `weights` if a configuration has options for a weight that does not exist: the twin of the check
 * in {@link describeWeights}.
 */
export type CheckedWeights<Name extends string, Configuration, Weights> = [
  Exclude<OptionsIn<Configuration>, OptionsUsed<Weights>>,
] extends [never]
  ? unknown
  : {
      readonly weights: Fill<
        typeof unused,
        { owner: Name; option: Exclude<OptionsIn<Configuration>, OptionsUsed<Weights>> }
      >;
    };

/**
 * The weights of a definition, with the options of the layer for each.
 *
 * @throws ArgumentError if an option is for a weight that does not exist.
 */
export function describeWeights(
  owner: string,
  specifications: WeightSpecifications,
  configuration: object,
  scope: string | undefined,
): WeightDescriptions {
  const options = configuration as Readonly<Record<string, unknown>>;
  checkOptionsUsed(owner, specifications, options);
  const described = Object.entries(specifications).map(([key, specification]) => {
    if (specification === null) return [key, null];
    const detailed: DetailedWeight = 'shape' in specification ? specification : { shape: specification };
    const { initializer, trainable = true, fanAxes = null } = detailed;
    const prefix = optionsOf(key, detailed);
    const shape = detailed.shape.map((size) => {
      if (!isOpen(size)) return size;
      throw new ShapeError(`${owner} expects the sizes of its ${key} to be known (received ${show(detailed.shape)})`);
    });
    const path = key.split('/').map((part) => snakeCase(part.charAt(0).toUpperCase() + part.slice(1)));
    const description = {
      key,
      name: path.at(-1) as string,
      path: [...(scope === undefined ? [] : [scope]), ...path].join('/'),
      shape,
      dtype: 'float32',
      initializer:
        initializer === undefined
          ? ((options[`${prefix}Initializer`] as Initializer | undefined) ??
            resolveInitializer('glorotUniform', `${owner}: ${key}`))
          : resolveInitializer(initializer, `${owner}: ${key}`),
      fanAxes,
      regularizer: (options[`${prefix}Regularizer`] as Regularizer | null | undefined) ?? null,
      constraint: (options[`${prefix}Constraint`] as Constraint | null | undefined) ?? null,
      isTrained: trainable,
    };
    return [key, description];
  });
  return Object.fromEntries(described) as WeightDescriptions;
}

function optionsOf(key: string, weight: DetailedWeight | null): string {
  return weight?.options ?? (key.split('/').at(-1) as string).replace(/(?<=.)Kernel$/, '');
}

function checkOptionsUsed(
  owner: string,
  specifications: WeightSpecifications,
  options: Readonly<Record<string, unknown>>,
): void {
  const used = Object.entries(specifications).map(([key, weight]) =>
    optionsOf(key, weight !== null && 'shape' in weight ? weight : null),
  );
  for (const option of Object.keys(options)) {
    const prefix = option.replace(ending, '');
    if (prefix === option || prefix === 'activity' || used.includes(prefix)) continue;
    const nearest = nearestName(prefix, used);
    throw new ArgumentError(
      `${fill(unused, { owner, option: prefix })} (received '${option}'${nearest === null ? '' : `, did you mean '${option.replace(prefix, nearest)}'?`})`,
    );
  }
}
