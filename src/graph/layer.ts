import type * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../types/shape.js';
import type { ApplyType, ShapeFunction, shapeFunction } from '../types/shape-function.js';
import type { Asking, Called, CalledWith, Saying } from './called.js';
import type { internals, LayerInternals } from './layer-state.js';
import type { IsReported, KeptShape, Place, PlaceOf, Returned, SaidAt, ShapeIn } from './reported.js';
import type { Structure } from './structure.js';
import type { GraphNode, SymbolicTensor } from './symbolic-tensor.js';
import type { HaveValues, InGraph, TakenWith } from './tensor-kinds.js';
import type {
  CheckedExtras,
  CheckedInput,
  IsWrong,
  Later,
  ShapesOf,
  Tagged,
  TensorsOf,
  TypesOf,
  ValuesOf,
} from './tensors.js';
import type { Weight, WeightArray, WeightValues } from './weight.js';

/**
 * Any layer, whatever its shapes: the type for layers that the compiler cannot tell apart, in a loop or in a list
 * of any length. It is called by {@link SymbolicTensor.pipe}.
 *
 * @example
 * let block: AnyLayer = Dense(64);
 * for (let depth = 1; depth < 8; depth++) block = Sequential([block, Dense(64)]);
 * const output = Input([64]).pipe(block); // SymbolicTensor<Shape>
 */
export interface AnyLayer<out Rule extends ShapeFunction = ShapeFunction> {
  readonly [shapeFunction]: Rule;
  readonly kind: 'layer';
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
  readonly layers: readonly Layer[];

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
   * The penalties to add to the loss: those of activity regularizers in the last call on tensors with values, then those of
   * regularizers of trained weights. The scalars belong to the caller.
   *
   * @throws StateError if the tensors that this call returned are disposed.
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
 *
 * Called on tensors of the graph, it becomes a part of the graph. Called on tensors with values, it computes its outputs at
 * once: they belong to the caller, and take their masks to the next layer.
 */
export interface Layer<
  Rule extends ShapeFunction = ShapeFunction,
  Name extends string = string,
  out _Signature = Rule['signature'],
> extends AnyLayer<Rule> {
  readonly name: Name;
  <const Given, At = Place>(
    input: CheckedCall<Rule, Given>,
    options?: CallOptions,
  ): Returned<Output<Rule, Given, Name, IsReported<Given, At>>>[keyof At];
}

/** A layer whose calls take `Taken` besides the inputs: tensors by name, or options, which its rule may use. */
export interface LayerTaking<
  Rule extends ShapeFunction,
  Taken extends object,
  Name extends string = string,
  out _Signature = Rule['signature'],
> extends LayerMembers<Rule, Name> {
  <const Given, const At = Place>(
    input: CheckedInput<Given, SaidAt<At>, CalledWith<Rule, Given, SaidAt<At>>>,
    options?: CheckedExtras<At, TakenWith<Given, Taken> & CallOptions, CalledWith<Rule, Given, SaidAt<At>>>,
  ): Returned<Output<Saying<Rule, SaidAt<At>>, Given, Name, IsReported<Given, At>>>[keyof PlaceOf<At>];
}

/** The argument, if the rule accepts it; else the message in place of the tensor to blame: see {@link Checked}. */
export type CheckedCall<Rule extends ShapeFunction, Given> =
  true extends IsWrong<Called<Rule, Given>> ? NoInfer<Later<Given, Called<Rule, Given>, Rule['inputs']>> : Given;

/** The element types of the outputs of a layer for given tensors. */
export type CalledType<Rule extends ShapeFunction, Given> = Given extends InGraph
  ? (Rule & Asking<Given>)['outputType']
  : ApplyType<Rule, ShapesOf<Given>, TypesOf<Given>>;

/** The result of a call of a layer. */
export type Output<Rule extends ShapeFunction, Given, Name extends string, Reported = true> = Given extends InGraph
  ? Rule['structured'] extends false
    ? Tagged<SymbolicTensor<ShapeIn<Called<Rule, Given>, Reported>>, (Rule & Asking<Given>)['outputType'], Name>
    : Rule['structured'] extends 'kept'
      ? Tagged<
          SymbolicTensor<KeptShape<Given, Called<Rule, Given>, Reported>>,
          (Rule & Asking<Given>)['outputType'],
          Name
        >
      : TensorsOf<Called<Rule, Given>, (Rule & Asking<Given>)['outputType'], Name, Reported>
  : HaveValues<Given> extends true
    ? ValuesOf<Called<Rule, Given>, CalledType<Rule, Given>>
    : Rule['structured'] extends false
      ? Tagged<SymbolicTensor<ShapeIn<Called<Rule, Given>, Reported>>, CalledType<Rule, Given>, Name>
      : TensorsOf<Called<Rule, Given>, CalledType<Rule, Given>, Name, Reported>;
