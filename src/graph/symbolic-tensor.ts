import type { Fits } from '../types/dimension.js';
import type { DType } from '../types/dtype.js';
import type { Normalized, Shape, Show } from '../types/shape.js';
import type { ChainOutput } from './chain.js';
import type { CheckedChain } from './checked-chain.js';
import type { AnyLayer } from './layer.js';
import type { NamedArguments } from './named-arguments.js';
import type { Inference } from './program.js';
import type { IsReported, Place, Returned } from './reported.js';
import type { StructureKind } from './structure.js';
import type { Shaped, TypeOf } from './tensors.js';

/** A shape that is stated, where what is known fits it; else the sentence that says so. */
type CheckedShape<Given extends Shape, Stated extends Shape> = true extends (
  [Fits<Given, Stated>] extends [true]
    ? false
    : true
)
  ? `ensureShape expects a shape that fits ${Show<Given>} (received ${Show<Stated>})`
  : Stated;

/** The key of the name that the compiler knows. No value has it. */
declare const label: unique symbol;

/**
 * A tensor of a graph, yet to be computed: the output of a layer that is called in a graph.
 *
 * Its shape is a tuple type. One whose name is known is a {@link NamedTensor}; an element type other than `float32` is added
 * as an intersection with {@link OfType}.
 */
export interface SymbolicTensor<out Dimensions extends Shape = Shape> {
  readonly [label]: Unlabelled;
  /** The sizes of all axes, the batch first. */
  readonly shape: Dimensions;
  readonly dtype: DType;
  /** The name of the layer that makes it. */
  readonly name: string;
  /** The call of a layer that makes it. */
  readonly producer: GraphNode;
  /** Its place among the outputs of that call. */
  readonly outputIndex: number;

  /**
   * States a shape that the caller knows and the compiler does not; checked at run time.
   *
   * @param shape The shape; `null` is any size.
   *
   * @example
   * const encoded = lstm.getOutputAt(1).ensureShape([null, 32]);
   */
  ensureShape<const Stated extends Shape>(shape: CheckedShape<Dimensions, Stated>): SymbolicTensor<Normalized<Stated>>;

  /**
   * Calls layers one after the other; a layer that does not fit is the one that the compiler marks.
   *
   * @param layers The layers to call, one after the other.
   *
   * @example
   * const hidden = Input([784]).pipe(Dense(64, { activation: 'relu' }), Dense(10));
   */
  pipe<This extends Shaped, const Layers extends readonly unknown[], At = Place>(
    this: This,
    ...layers: CheckedChain<Layers, This['shape'], TypeOf<This>>
  ): Returned<ChainOutput<Layers, This['shape'], TypeOf<This>, IsReported<This, At>>>[keyof At];
}

/**
 * A tensor whose name the compiler knows, so that losses and data can be addressed by it.
 *
 * It has the members of {@link SymbolicTensor} and no other, so that a test that compares types finds that they are the same.
 * Tensors with different names are different types.
 */
export interface NamedTensor<out Dimensions extends Shape, out Name extends string> extends SymbolicTensor<Dimensions> {
  readonly [label]: Label<Name>;
}

/** How a type asks for the name of a tensor: `Tensor extends Named<infer Name>`. It is `string` where it is not known. */
export interface Named<out Name extends string> {
  readonly [label]: Label<Name>;
}

/** The label of a tensor whose name is not known. */
export interface Unlabelled {
  readonly isLabel: true;
}

/**
 * A name, which no member depends on: the compiler infers it from the type argument, and compares it with that of another
 * label, because of its variance, but not with {@link Unlabelled}.
 */
export interface Label<out _Name extends string> {
  readonly isLabel: true;
}

/** A tensor whose elements are known not to be `float32`. */
export interface OfType<out Type extends DType> {
  readonly dtype: Type;
}

/** One call of a layer: its inputs and outputs. Frozen. */
export interface GraphNode {
  readonly layer: AnyLayer;
  /** The place of this call among the calls of its layer. */
  readonly index: number;
  /** The inputs, followed by the named tensors of the call (initial states, masks). */
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  /** Whether the inputs were given as one tensor, a list or a record. */
  readonly inputStructure: StructureKind;
  readonly outputStructure: StructureKind;
  /** The named arguments of the call. */
  readonly named: NamedArguments<SymbolicTensor>;
  /** The phase, if the call fixes it: `training: true` keeps dropout on in `predict`. */
  readonly training: boolean | null;
  /** The line of the user's program that made it. */
  readonly site: string;
  /** Everything that is known of the call before it runs: shapes, weights, the calls of inner layers. */
  readonly inference: Inference;
}
