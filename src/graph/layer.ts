import type * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../types/shape.js';
import type { Apply, ApplyType, RuleOf, ShapedBy, ShapeFunction } from '../types/shape-function.js';
import type { internals, LayerInternals } from './layer-state.js';
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
  ShapeIn,
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
 * What every layer has, whatever its shapes: the type for layers that the compiler cannot tell apart, in a loop or in a list
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
  /** Whether training changes its weights; those of a composite layer follow it. */
  trainable: boolean;
  /** The calls of this layer, in their order. */
  readonly nodes: readonly GraphNode[];
  readonly weights: readonly Weight[];
  readonly trainableWeights: readonly Weight[];
  readonly nonTrainableWeights: readonly Weight[];
  /** The layers that this one is made of. */
  readonly layers: readonly AnyLayer[];

  /** The input of the layer's only call; ill-defined after a second one. */
  readonly input: Structure<SymbolicTensor>;
  /** The output of the layer's only call; ill-defined after a second one. */
  readonly output: SymbolicTensor;
  /** The shape that all calls of the layer take; ill-defined where they differ. */
  readonly inputShape: Structure<Shape>;
  /** The shape that all calls of the layer give; ill-defined where they differ. */
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
   * What the layer makes of tensors that have values: a call as it is, not one in a graph. Tensors are given, and come out, in
   * the form in which the layer is called: one, a list, or by name; masks go with them. Those that come out belong to the
   * caller.
   *
   * Options are those of a call, tensors among them; with `training: true` dropout is on, and moving statistics move: where
   * {@link valueAndGradients} takes gradients, once these are there, and else at once.
   *
   * @param input Tensors with values, in the form in which the layer is called.
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
   * What is to be added to the loss: what activity regularizers have asked for in the last {@link forward}, then what those of
   * trained weights ask for. The scalars belong to the caller.
   *
   * @throws StateError if what `forward` returned is disposed.
   */
  readonly losses: readonly tf.Scalar[];

  /** The number of weights, counted by element. */
  countParams(): number;
  /** Copies of the weights' values, in the order of `weights`, each flat and with its path and shape. */
  getWeights(): Promise<WeightArray[]>;
  /**
   * Sets all weights from arrays in the order of `weights`; nothing is changed where one does not fit.
   *
   * @param values The values of each weight, in the order of `weights`.
   */
  setWeights(values: readonly WeightValues[]): void;
  /** Makes stateful layers, this one and those that it is made of, forget what they keep from batch to batch. */
  resetState(): void;
  /** Frees the memory of weights and states, for good: whatever uses the layer afterwards throws. */
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

/** What a call of a layer may say beside its inputs. */
export interface CallOptions {
  /** Fixes the phase of this call: `true` keeps dropout on in `predict`, `false` keeps it off in `fit`. */
  readonly training?: boolean;
}

/** What a layer has beside its being called. */
export interface LayerMembers<out Rule extends ShapeFunction, out Name extends string> extends AnyLayer<Rule> {
  readonly name: Name;
}

/**
 * A layer: called on tensors, it returns the tensors that come out, with their shapes. Called again, it shares its
 * weights.
 */
export interface Layer<Rule extends ShapeFunction = ShapeFunction, Name extends string = string>
  extends LayerMembers<Rule, Name> {
  <const Given extends Tensors>(input: CheckedCall<Rule, Given>, options?: CallOptions): Output<Rule, Given, Name>;
}

/** A layer whose calls take `Taken` beside the inputs: tensors by name, or options; its rule may ask for them. */
export interface LayerTaking<Rule extends ShapeFunction, Taken extends object, Name extends string = string>
  extends LayerMembers<Rule, Name> {
  <const Given extends Tensors, const Said extends object = object>(
    input: CheckedInput<Given, Said, Called<Saying<Rule, Said>, Given>>,
    options?: CheckedExtras<Said, Taken & CallOptions, Called<Saying<Rule, Said>, Given>>,
  ): Output<Saying<Rule, Said>, Given, Name>;
}

/** A rule with what a call says by name. */
export type Saying<Rule extends ShapeFunction, Said> = Rule & { readonly call: CallShapes<Said> };

/**
 * What the rule of a layer computes for given tensors, for each branch of a union of them.
 *
 * A tensor or a shape that is a type parameter fits: the compiler puts a wildcard in its place, which `unknown` extends.
 */
export type Called<Rule extends ShapeFunction, Given> = [unknown] extends [Given['shape' & keyof Given]]
  ? Shape
  : Given extends Shaped
    ? Given['dtype'] extends 'string'
      ? Apply<Rule, Given['shape'], 'string'>
      : (Rule & Asking<Given>)['output']
    : Apply<Rule, ShapesOf<Given>, TypesOf<Given>>;

/** What a rule is asked about one tensor. (The compiler finds out its element type only if the rule asks for it.) */
interface Asking<Given extends Shaped> {
  readonly input: Given['shape'];
  readonly inputType: TypeOf<Given>;
}

/** What is given, where the rule takes it; else the sentence in the place of the tensor to blame: see {@link Checked}. */
export type CheckedCall<Rule extends ShapeFunction, Given> =
  true extends IsWrong<Called<Rule, Given>> ? NoInfer<Later<Given, Called<Rule, Given>>> : Given;

/** The element types that the rule of a layer computes for given tensors. */
export type CalledType<Rule extends ShapeFunction, Given> = Given extends Shaped
  ? (Rule & Asking<Given>)['outputType']
  : ApplyType<Rule, ShapesOf<Given>, TypesOf<Given>>;

/** What comes out of a call of a layer. */
export type Output<Rule extends ShapeFunction, Given, Name extends string> = Given extends Shaped
  ? Rule['structured'] extends false
    ? Tagged<SymbolicTensor<ShapeIn<Called<Rule, Given>>>, (Rule & Asking<Given>)['outputType'], Name>
    : TensorsOf<Called<Rule, Given>, (Rule & Asking<Given>)['outputType'], Name>
  : Rule['structured'] extends false
    ? Tagged<SymbolicTensor<ShapeIn<Called<Rule, Given>>>, CalledType<Rule, Given>, Name>
    : TensorsOf<Called<Rule, Given>, CalledType<Rule, Given>, Name>;

/** What the rule of a layer computes for tensors that have values. */
type Computed<Layer, Said, Given> = Called<Saying<RuleOf<Layer>, Said>, Known<Given>>;
