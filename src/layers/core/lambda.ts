import * as tf from '@tensorflow/tfjs-core';
import { withDefaults } from '../../arguments/options.js';
import { positional } from '../../arguments/positional.js';
import { ArgumentError, received, ShapeError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { fits } from '../../types/dimension.js';
import { type Dimension, type Shape, type Sizes, show } from '../../types/shape.js';
import { floats } from './input-format.js';
import { type LambdaListShape, type LambdaShape, type LambdaTarget, lambdaOutput } from './lambda-shape.js';

/** The second argument of the function of a {@link Lambda}. */
export interface LambdaContext<Mask = tf.Tensor | null> {
  readonly training: boolean;
  /** The mask of the input, if it has one; a list of masks for a list of inputs. */
  readonly mask: Mask;
}

/** The options of {@link Lambda}. */
export interface LambdaOptions<Input, Mask, Target, Arguments extends object> {
  /**
   * The shape of one output sample, or a function from the whole input shape to the whole output shape. The default is the
   * shape of the input.
   */
  readonly outputShape?: Target;
  /** The mask of the output, or a function of the mask of the input that returns it. The default is to drop the mask. */
  readonly mask?: ((input: Input, mask: Mask) => tf.Tensor | null) | null;
  /** Further arguments of the function, by name. The default is none. */
  readonly arguments?: Arguments;
}

/** The options for any function; methods, so that functions with narrower parameters can be assigned. */
interface GivenLambda {
  function(input: unknown, context: unknown): tf.Tensor;
  readonly outputShape?: LambdaTarget<never>;
  readonly mask?: MaskRule['rule'] | null;
  readonly arguments?: object;
}

interface MaskRule {
  rule(input: unknown, mask: unknown): tf.Tensor | null;
}

const defaults = { outputShape: null, mask: null, arguments: {} };

const lambda = defineLayer({
  name: 'Lambda',
  configure: ({ function: compute, ...options }: GivenLambda) => {
    const rest: Required<Omit<GivenLambda, 'function'>> = withDefaults('Lambda', defaults, options);
    if (typeof compute !== 'function') {
      throw new ArgumentError(`Lambda: function expects a function of tensors (received ${received(compute)})`);
    }
    return { function: compute, ...rest, outputShape: checkTarget(rest.outputShape) };
  },
  written: ({ outputShape, mask, ...options }) => ({
    ...options,
    ...(outputShape === null ? {} : { outputShape }),
    ...(mask === null ? {} : { mask }),
  }),
  shape: (input: Shape | readonly Shape[], { outputShape }) => {
    const output = lambdaOutput(input, outputShape);
    return typeof outputShape === 'function' ? checkSizes(output) : output;
  },
  forward: (input, _, { function: compute, outputShape, arguments: named }, { training, mask }) => {
    const context = { ...named, training, mask };
    const output: unknown = compute(input, context);
    if (!(output instanceof tf.Tensor)) {
      throw new ShapeError(`Lambda expects its function to return a tensor (received ${received(output)})`);
    }
    const tensors = input as tf.Tensor | readonly tf.Tensor[];
    const shape = tensors instanceof tf.Tensor ? tensors.shape : tensors.map((tensor) => tensor.shape);
    const expected = lambdaOutput(shape, outputShape);
    if (fits(output.shape, expected)) return floats(output);
    const reason =
      outputShape === null ? 'as the input has, or an outputShape that says another' : 'as outputShape says';
    throw new ShapeError(
      `Lambda expects its function to return a tensor of shape ${show(expected)}, ${reason} (received ${show(output.shape)})`,
    );
  },
  mask: (mask, input, { mask: rule }) => (rule === null ? null : rule(input, mask)),
});

function checkTarget(target: LambdaTarget<never>): LambdaTarget<never> {
  return target === null || typeof target === 'function' ? target : Object.freeze([...checkSizes(target)]);
}

function checkSizes<Given extends Shape>(sizes: Given): Given {
  const isSize = (size: Dimension) => size === null || (Number.isSafeInteger(size) && (size as number) > 0);
  if (Array.isArray(sizes) && [...sizes].every(isSize)) return sizes;
  const shown = Array.isArray(sizes) ? show(sizes) : received(sizes);
  throw new ArgumentError(`Lambda: outputShape expects a list of positive integers, or null (received ${shown})`);
}

/** What the parameter of a function is where it does not say its type: one tensor, or a list to take apart. */
export type LambdaInput = tf.Tensor & readonly tf.Tensor[] & FirstTensors;

/** The first tensors of a list, which are there where they are used. */
interface FirstTensors {
  readonly 0: tf.Tensor;
  readonly 1: tf.Tensor;
  readonly 2: tf.Tensor;
  readonly 3: tf.Tensor;
  readonly 4: tf.Tensor;
  readonly 5: tf.Tensor;
}

/** The rule for a function by its parameter: a list that is declared takes no single tensor. */
type LambdaRule<Input, Target> = Input extends tf.Tensor ? LambdaShape<Target> : LambdaListShape<Target>;

type LambdaMask<Input> = Input extends tf.Tensor ? tf.Tensor | null : readonly (tf.Tensor | null)[];

/** The signatures of `Lambda`: for functions of one tensor, and of a list of tensors. */
interface LambdaFactory {
  /**
   * @param compute The function that computes the output from the input and the arguments.
   */
  <
    const Target extends LambdaTarget<Sizes>,
    const Arguments extends object = object,
    const Name extends string = string,
    Input extends tf.Tensor | readonly tf.Tensor[] = LambdaInput,
  >(
    compute: (input: Input, context: LambdaContext<LambdaMask<Input>> & Arguments) => tf.Tensor,
    options?: LambdaOptions<Input, LambdaMask<Input>, Target, Arguments> & LayerOptions<Name>,
  ): Layer<LambdaRule<Input, Target>, Name>;
  /**
   * Where `outputShape` is a function of the shapes of a list.
   *
   * @param compute The function that computes the output from the input and the arguments.
   */
  <
    const Target extends (shapes: readonly Sizes[]) => Sizes,
    const Arguments extends object = object,
    const Name extends string = string,
    Inputs extends readonly tf.Tensor[] = readonly tf.Tensor[] & FirstTensors,
  >(
    compute: (inputs: Inputs, context: LambdaContext<readonly (tf.Tensor | null)[]> & Arguments) => tf.Tensor,
    options: LambdaOptions<Inputs, readonly (tf.Tensor | null)[], Target, Arguments> &
      LayerOptions<Name> & { readonly outputShape: Target },
  ): Layer<LambdaListShape<Target>, Name>;
}

/**
 * Wraps a function of one tensor, or of a list of tensors, as a layer without weights.
 *
 * What comes out has the shape of the input unless `outputShape` says another, as it has to for a list, and is held to it when
 * the layer runs. A compiler cannot see what shape a function gives; where it should, `defineLayer` takes a rule for it. What
 * comes out is of dtype float32.
 *
 * @example
 * const halved = Lambda((x) => tf.mul(x, 0.5))(Input([4])); // SymbolicTensor<[null, 4]>
 * const pairs = Lambda((x) => tf.reshape(x, [-1, 2, 2]), { outputShape: [2, 2] })(Input([4])); // SymbolicTensor<[null, 2, 2]>
 * const sum = Lambda(([a, b]) => tf.add(a, b), { outputShape: [4] })([Input([4]), Input([4])]); // SymbolicTensor<[null, 4]>
 */
export const Lambda: LambdaFactory = positional(
  ['function'],
  (compute: never, options: Omit<GivenLambda, 'function'> & LayerOptions = {}) =>
    lambda({ function: compute, ...options }, options),
) as LambdaFactory;
