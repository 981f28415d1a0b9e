import type * as tf from '@tensorflow/tfjs-core';
import type { Mismatch, Unfit } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type { Apply, ApplyType, RuleOf, ShapedBy, ShapeFunction } from '../types/shape-function.js';
import type { internals, LayerInternals } from './layer-state.js';
import type { DimensionsIn, IsReported, OnlyUnfit, Place, ShapeIn } from './reported.js';
import type { Structure } from './structure.js';
import type { GraphNode, SymbolicTensor } from './symbolic-tensor.js';
import type {
  CallShapes,
  CallValues,
  CheckedExtras,
  CheckedInput,
  IsWrong,
  Known,
  Later,
  Shaped,
  ShapesOf,
  Tagged,
  Tensors,
  TensorsOf,
  TypeOf,
  TypesOf,
  Values,
  ValuesOf,
} from './tensors.js';
import type { Weight, WeightArray } from './weight.js';

/**
 * Any layer, whatever its shapes: the type for layers that the compiler cannot tell apart, in a loop or in a list
 * of any length. It is called by {@link SymbolicTensor.pipe}.
 *
 * @example
 * let block: AnyLayer = Dense(64);
 * for (let depth = 1; depth < 8; depth++) block = Sequential([block, Dense(64)]);
 * const output = Input([64]).pipe(block); // SymbolicTensor<Shape>
 */
export interface AnyLayer<out Rule extends ShapeFunction = ShapeFunction> extends ShapedBy<Rule> {
  /** The layer's name, by default its class and a number: `dense_2`. */
  readonly name: string;
  /** Keras' name of its class: `Dense`. */
  readonly className: string;
  /** Whether training changes its weights, those of layers inside it included. */
  trainable: boolean;
  /** The calls of this layer, in their order. */
  readonly nodes: readonly GraphNode[];
  readonly weights: readonly Weight[];
  readonly trainableWeights: readonly Weight[];
  readonly nonTrainableWeights: readonly Weight[];
  /** The layers that this one consists of. */
  readonly layers: readonly AnyLayer[];

  /** The input of the layer's only call; an error after a second one. */
  readonly input: Structure<SymbolicTensor>;
  /** The output of the layer's only call; an error after a second one. */
  readonly output: SymbolicTensor;
  /** The input shape of all calls of the layer; an error if they differ. */
  readonly inputShape: Structure<Shape>;
  /** The output shape of all calls of the layer; an error if they differ. */
  readonly outputShape: Structure<Shape>;
  /**
   * The input of one call of the layer.
   *
   * @param nodeIndex The index of the call, from 0.
   */
  getInputAt(nodeIndex: number): SymbolicTensor;
  /**
   * The output of one call of the layer.
   *
   * @param nodeIndex The index of the call, from 0.
   */
  getOutputAt(nodeIndex: number): SymbolicTensor;
  /**
   * The shape of the input of one call of the layer.
   *
   * @param nodeIndex The index of the call, from 0.
   */
  getInputShapeAt(nodeIndex: number): Structure<Shape>;
  /**
   * The shape of the output of one call of the layer.
   *
   * @param nodeIndex The index of the call, from 0.
   */
  getOutputShapeAt(nodeIndex: number): Structure<Shape>;

  /**
   * The outputs of the layer for tensors with values: computed at once, not added to a graph. Inputs and outputs have
   * the structure in which the layer is called: one tensor, a list, or a record; masks go with them. The outputs belong to the
   * caller.
   *
   * Options are those of a call, tensors included. With `training: true` dropout is on, and moving statistics are updated: once
   * the gradients have been computed, inside {@link valueAndGradients}, and else at once.
   *
   * @param input Tensors with values, in the structure in which the layer is called.
   *
   * @example
   * const probabilities = model.forward(images, { training: true }); // Tensor<[number, 10]>
   */
  forward<This extends ShapedBy, const Given extends Values, const Said extends object = object>(
    this: This,
    input: CheckedInput<Given, Said, Computed<This, Said, Given>>,
    options?: CheckedExtras<Said, CallValues, Computed<This, Said, Given>>,
  ): ValuesOf<Computed<This, Said, Given>, CalledType<Saying<RuleOf<This>, Said>, Known<Given>>>;
  /**
   * The penalties to add to the loss: those of activity regularizers in the last {@link forward}, then those of
   * regularizers of trained weights. The scalars belong to the caller.
   *
   * @throws StateError if the tensors that `forward` returned are disposed.
   */
  readonly losses: readonly tf.Scalar[];

  /** The number of elements of all weights. */
  countParams(): number;
  /** Copies of the weights' values, in the order of `weights`, each flat and with its path and shape. */
  getWeights(): Promise<WeightArray[]>;
  /**
   * Sets all weights from arrays in the order of `weights`; nothing is changed if one does not fit.
   *
   * @param values The values of each weight, in the order of `weights`.
   */
  setWeights(values: readonly WeightValues[]): void;
  /** Resets the states that stateful layers carry from batch to batch, in this layer and those inside it. */
  resetState(): void;
  /** Frees the memory of weights and states; any later use of the layer throws. */
  dispose(): void;
  /** @internal */
  readonly [internals]: LayerInternals;
}

/** Values for a weight: flat and in row-major order, or nested. */
export type WeightValues =
  | Float32Array
  | Float64Array
  | Int32Array
  | readonly unknown[]
  | { readonly shape: readonly number[]; dataSync(): ArrayLike<number> };

/** The arguments of any call of a layer besides its inputs. */
export interface CallOptions {
  /** Whether this call runs as in training: `true` keeps dropout on in `predict`, `false` keeps it off in `fit`. */
  readonly training?: boolean;
}

/** The members of a layer besides its call signatures. */
export interface LayerMembers<out Rule extends ShapeFunction, out Name extends string> extends AnyLayer<Rule> {
  readonly name: Name;
}

/**
 * A layer: called on tensors, it returns its outputs, with their shapes. Called again, it shares its
 * weights.
 */
export interface Layer<Rule extends ShapeFunction = ShapeFunction, Name extends string = string>
  extends LayerMembers<Rule, Name> {
  <const Given extends Tensors, At = Place>(
    input: CheckedCall<Rule, Given>,
    options?: CallOptions,
  ): Output<Rule, Given, Name, IsReported<Given, At>>;
}

/** A layer whose calls take `Taken` besides the inputs: tensors by name, or options, which its rule may use. */
export interface LayerTaking<Rule extends ShapeFunction, Taken extends object, Name extends string = string>
  extends LayerMembers<Rule, Name> {
  <const Given extends Tensors, const Said extends object = object, At = Place>(
    input: CheckedInput<Given, Said, Called<Saying<Rule, Said>, Given>>,
    options?: CheckedExtras<Said, Taken & CallOptions, Called<Saying<Rule, Said>, Given>>,
  ): Output<Saying<Rule, Said>, Given, Name, IsReported<Given, At>>;
}

/** A rule with the named arguments of a call. */
export type Saying<Rule extends ShapeFunction, Said> = Rule & { readonly call: CallShapes<Said> };

/**
 * The output shape of a layer for given tensors, for each branch of a union of them.
 *
 * A tensor or a shape that is a type parameter fits: the compiler puts a wildcard in its place, which `unknown` extends.
 */
export type Called<Rule extends ShapeFunction, Given> = [Unfit<never>] extends [Given['shape' & keyof Given]]
  ? CalledOnAnyRank<Rule, Given, Given['shape' & keyof Given]>
  : CalledOnKnown<Rule, Given>;

type CalledOnAnyRank<Rule extends ShapeFunction, Given, Dimensions> = [unknown] extends [Dimensions]
  ? Shape
  : [Dimensions] extends [Unfit<infer Message>]
    ? Mismatch<Message, null>
    : CalledOnKnown<Rule, Given>;

type CalledOnKnown<Rule extends ShapeFunction, Given> = Given extends Shaped
  ? Given['dtype'] extends 'string'
    ? Apply<Rule, Given['shape'], 'string'>
    : (Rule & Asking<Given>)['output']
  : CalledOnSeveral<Rule, Given, ShapesOf<Given>>;

type CalledOnSeveral<Rule extends ShapeFunction, Given, Shapes> = [Unfit<never>] extends [DimensionsIn<Given>]
  ? [unknown] extends [DimensionsIn<Given>]
    ? Apply<Rule, Shapes, TypesOf<Given>>
    : [OnlyUnfit<DimensionsIn<Given>>] extends [never]
      ? Apply<Rule, Shapes, TypesOf<Given>>
      : UnfitIn<Shapes>
  : Apply<Rule, Shapes, TypesOf<Given>>;

/** The mismatch of the inputs that are {@link Unfit}. */
type UnfitIn<Shapes> = {
  [Key in keyof Shapes]: Shapes[Key] extends Unfit<infer Message> ? Mismatch<Message, Key & string> : never;
} extends infer Found
  ? Found[keyof Found & (Found extends readonly unknown[] ? number : string)]
  : never;

/** The input of a rule for one tensor. (The compiler evaluates its element type only if the rule uses it.) */
interface Asking<Given extends Shaped> {
  readonly input: Given['shape'];
  readonly inputType: TypeOf<Given>;
}

/** The argument, if the rule accepts it; else the message in place of the tensor to blame: see {@link Checked}. */
export type CheckedCall<Rule extends ShapeFunction, Given> =
  true extends IsWrong<Called<Rule, Given>> ? NoInfer<Later<Given, Called<Rule, Given>>> : Given;

/** The element types of the outputs of a layer for given tensors. */
export type CalledType<Rule extends ShapeFunction, Given> = Given extends Shaped
  ? (Rule & Asking<Given>)['outputType']
  : ApplyType<Rule, ShapesOf<Given>, TypesOf<Given>>;

/** The result of a call of a layer. */
export type Output<Rule extends ShapeFunction, Given, Name extends string, Reported = true> = Given extends Shaped
  ? Rule['structured'] extends false
    ? Tagged<SymbolicTensor<ShapeIn<Called<Rule, Given>, Reported>>, (Rule & Asking<Given>)['outputType'], Name>
    : TensorsOf<Called<Rule, Given>, (Rule & Asking<Given>)['outputType'], Name, Reported>
  : Rule['structured'] extends false
    ? Tagged<SymbolicTensor<ShapeIn<Called<Rule, Given>, Reported>>, CalledType<Rule, Given>, Name>
    : TensorsOf<Called<Rule, Given>, CalledType<Rule, Given>, Name, Reported>;

/** The output shape of a layer for tensors with values. */
type Computed<Layer, Said, Given> = Called<Saying<RuleOf<Layer>, Said>, Known<Given>>;
