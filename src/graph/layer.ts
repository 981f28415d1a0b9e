import type { Shape } from '../types/shape.js';
import type { Apply, ApplyType, ShapedBy, ShapeFunction } from '../types/shape-function.js';
import type { Structure } from './form.js';
import type { internals, LayerInternals } from './layer-internals.js';
import type { GraphNode } from './node.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type {
  CallShapes,
  Checked,
  CheckedExtras,
  CheckedInput,
  ShapesOf,
  Tensors,
  TensorsOf,
  TypeOf,
  TypesOf,
} from './tensors.js';
import type { Weight } from './weight.js';

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
  getInputAt(nodeIndex: number): SymbolicTensor;
  getOutputAt(nodeIndex: number): SymbolicTensor;
  getInputShapeAt(nodeIndex: number): Structure<Shape>;
  getOutputShapeAt(nodeIndex: number): Structure<Shape>;

  /** The number of weights, counted by element. */
  countParams(): number;
  /** Copies of the weights' values, in the order of `weights`. */
  getWeights(): Promise<Float32Array[]>;
  /** Sets all weights from arrays in the order of `weights`; nothing is changed where one does not fit. */
  setWeights(values: readonly WeightValues[]): void;
  /** Makes stateful layers, this one and those that it is made of, forget what they keep from batch to batch. */
  resetState(): void;
  /** Frees the memory of weights and states; the weights' next use starts from their initializers again. */
  dispose(): void;
  /** @internal */
  readonly [internals]: LayerInternals;
}

/** Values for a weight: flat and in row-major order, or nested. */
export type WeightValues =
  | Float32Array
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
  <const Given extends Tensors>(
    input: Checked<Given, Called<Rule, Given>>,
    options?: CallOptions,
  ): TensorsOf<Called<Rule, Given>, CalledType<Rule, Given>, Name>;
}

/** A layer whose calls take `Taken` beside the inputs: tensors by name, or options; its rule may ask for them. */
export interface LayerTaking<Rule extends ShapeFunction, Taken extends object, Name extends string = string>
  extends LayerMembers<Rule, Name> {
  <const Given extends Tensors, const Said extends object = object>(
    input: CheckedInput<Given, Said, Called<Saying<Rule, Said>, Given>>,
    options?: CheckedExtras<Said, Taken & CallOptions, Called<Saying<Rule, Said>, Given>>,
  ): TensorsOf<Called<Saying<Rule, Said>, Given>, CalledType<Saying<Rule, Said>, Given>, Name>;
}

/** A rule with what a call says by name. */
export type Saying<Rule extends ShapeFunction, Said> = Rule & { readonly call: CallShapes<Said> };

/**
 * What the rule of a layer computes for given tensors.
 *
 * A question about `Given` first, so that the compiler does not ask the rule before it knows the tensors.
 */
export type Called<Rule extends ShapeFunction, Given> = Given extends SymbolicTensor
  ? Apply<Rule, Given['shape'], TypeOf<Given>>
  : Apply<Rule, ShapesOf<Given>, TypesOf<Given>>;

/** The element types that the rule of a layer computes for given tensors. */
export type CalledType<Rule extends ShapeFunction, Given> = Given extends SymbolicTensor
  ? ApplyType<Rule, Given['shape'], TypeOf<Given>>
  : ApplyType<Rule, ShapesOf<Given>, TypesOf<Given>>;
