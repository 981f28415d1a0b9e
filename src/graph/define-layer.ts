import { checkIsObject, checkKnownOptions, checkOptions } from '../arguments/options.js';
import { withOptionsApart } from '../arguments/positional.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { createLayer, generalOptions, type LayerOptions } from './create-layer.js';
import type { Layer, LayerMembers, LayerTaking } from './layer.js';
import type { InputShape, LayerDefinition, WeightSpecifications } from './layer-definition.js';
import { layerProgram } from './layer-program.js';
import type { CallDefinition, TakenBy } from './named-arguments.js';
import { resolveConfiguration } from './resolve-configuration.js';
import type { CheckedWeights } from './weight-options.js';

/** Creates layers of one class, whose rule for shapes the caller states. */
export type LayerConstructor<Given, Call extends CallDefinition = object, Members = unknown> = <
  Rule extends ShapeFunction,
  Name extends string = string,
>(
  given: Given,
  options?: LayerOptions<Name>,
) => LayerOf<Call, Rule, Name> & Members;

/** For positional inputs, the author states how a layer is called. */
type LayerOf<Call extends CallDefinition, Rule extends ShapeFunction, Name extends string> = Call extends {
  readonly positional: unknown;
}
  ? LayerMembers<Rule, Name>
  : keyof TakenBy<Call> extends never
    ? Layer<Rule, Name>
    : LayerTaking<Rule, TakenBy<Call>, Name>;

/**
 * Defines a class of layers from four things: its configuration, its shape, its weights, its forward pass.
 *
 * The library's own layers are all defined in this way. The returned function creates layers; its type argument is the rule
 * for shapes, the twin of `shape`.
 *
 * @param definition The name, the configuration, the shape, the weights and the forward pass of the layer.
 *
 * @example
 * interface ScaleShape extends ShapeFunction {
 *   readonly output: this['input'];
 * }
 * const scale = defineLayer({
 *   name: 'Scale',
 *   configure: ({ initial = 1 }: { initial?: number }) => ({ initial }),
 *   shape: (input) => input,
 *   weights: (_, { initial }) => ({ factor: { shape: [], initializer: initializers.Constant(initial) } }),
 *   forward: (input, { factor }) => tf.mul(input, factor),
 * });
 * const Scale = (initial: number) => scale<ScaleShape>({ initial });
 */
export function defineLayer<
  Given,
  Configuration extends object,
  const Weights extends WeightSpecifications,
  Input extends InputShape = Shape,
  Call extends CallDefinition = object,
  Members = unknown,
  const ClassName extends string = string,
>(
  definition: LayerDefinition<Given, Configuration, Input, Weights, Call, Members> & {
    readonly name: ClassName;
  } & CheckedWeights<ClassName, Configuration, Weights>,
): LayerConstructor<Given, Call, Members> {
  return layerConstructor(definition);
}

/** The same for definitions whose weights the compiler does not know: they are checked at run time. */
export function layerConstructor<
  Given,
  Configuration extends object,
  Weights extends WeightSpecifications,
  Input extends InputShape,
  Call extends CallDefinition,
  Members,
>(
  definition: LayerDefinition<Given, Configuration, Input, Weights, Call, Members>,
): LayerConstructor<Given, Call, Members> {
  const make = <Rule extends ShapeFunction, Name extends string = string>(
    given: Given,
    options: LayerOptions<Name> = {},
  ) => {
    checkIsObject(definition.name, options);
    const configuration = resolveConfiguration(definition.name, definition.configure(given));
    const known = [...generalOptions, ...Object.keys(configuration)];
    const stated = Object.keys(given ?? {});
    checkKnownOptions(definition.name, stated, known);
    // Options of every layer, which a class may not have passed on.
    checkOptions(definition.name, options, [...known, ...stated]);
    // The one place where a layer gets the rule that its author states; tests check that the two agree.
    const layer: unknown = createLayer(layerProgram(definition, configuration), options, definition.members);
    return layer as LayerOf<Call, Rule, Name> & Members;
  };
  return withOptionsApart(make);
}
