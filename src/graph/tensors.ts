import type { Tensor } from '../tensor/tensor.js';
import type { DType } from '../types/dtype.js';
import type { Mismatch } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type { Place, ShapeIn } from './reported.js';
import type { NamedTensor, OfType, SymbolicTensor } from './symbolic-tensor.js';
import type { AnyTensor, AnyTensors, InGraph } from './tensor-kinds.js';

/** The inputs of a layer: one tensor, a list of tensors, or tensors by name. */
export type Tensors = SymbolicTensor | readonly SymbolicTensor[] | { readonly [name: string]: SymbolicTensor };

/** Anything with a shape: a tensor of the graph, or one with values. (One that waits for a type parameter is no `Shape` yet.) */
export interface Shaped {
  readonly shape: unknown;
  readonly dtype: unknown;
}

/** The shapes of tensors, in the structure in which the tensors are given. */
export type ShapesOf<Given> = [Given] extends [InGraph]
  ? Given['shape']
  : [Given] extends [Shaped]
    ? Ranked<Given['shape']>
    : { -readonly [Key in keyof Given]: ShapeOf<Given[Key]> };

type ShapeOf<Given> = [Given] extends [InGraph]
  ? Given['shape']
  : [Given] extends [Shaped]
    ? Ranked<Given['shape']>
    : never;

/** A shape, as far as the compiler knows it: of TensorFlow.js' own tensors not even the rank. */
type Ranked<Found> = [number[]] extends [Found] ? Shape : Found;

/** The element type of a tensor. The default is `float32`. */
export type TypeOf<Tensor> = Tensor extends { readonly dtype: infer Type extends DType }
  ? [DType] extends [Type]
    ? 'float32'
    : Type
  : 'float32';

/** The element types of tensors, in the structure in which the tensors are given. */
export type TypesOf<Given> = [Given] extends [Shaped]
  ? TypeOf<Given>
  : { -readonly [Key in keyof Given]: TypeOf<Given[Key]> };

/**
 * The tensors with these shapes: after a mismatch, so that one mistake is one error, and from a layer whose rule is not
 * known, a tensor of unknown rank.
 */
export type TensorsOf<Shapes, Types, Name extends string, Reported = true> = Shapes extends Shape
  ? Tagged<SymbolicTensor<Shapes>, Types, Name>
  : Shapes extends Mismatch
    ? SymbolicTensor<ShapeIn<Shapes, Reported>> & readonly SymbolicTensor<ShapeIn<Shapes, Reported>>[]
    : unknown extends Shapes
      ? SymbolicTensor
      : {
          -readonly [Key in keyof Shapes]: [Shapes[Key]] extends [Shape]
            ? Tagged<SymbolicTensor<Shapes[Key]>, Key extends keyof Types ? Types[Key] : Types, string>
            : never;
        };

/** A tensor with its element type, if that is not `float32`, and its name, if the compiler knows it. */
export type Tagged<Tensor extends SymbolicTensor, Type, Name extends string> = Type extends 'int32' | 'bool' | 'string'
  ? string extends Name
    ? Tensor & OfType<Type>
    : NamedTensor<Tensor['shape'], Name> & OfType<Type>
  : string extends Name
    ? Tensor
    : NamedTensor<Tensor['shape'], Name>;

/**
 * The argument, if the shapes fit; else the message that says why not, in place of the tensor to blame, which
 * makes the compiler mark just that tensor.
 *
 * Inside a generic function, where shapes depend on type parameters, the compiler checks whether the condition could hold, with
 * a wildcard in place of each parameter, and skips the message if it could not. So the condition has no `infer` of its
 * own, does not distribute, and rules accept a wildcard.
 */
export type Checked<Given, Outcome> = true extends IsWrong<Outcome> ? NoInfer<Later<Given, Outcome>> : Given;

// A condition on `Given`, so that the compiler waits until it knows the tensors.
export type Later<Given, Outcome, Inputs = unknown> = Given extends unknown ? Blamed<Given, Outcome, Inputs> : never;

/** Whether some branch of an outcome is a mismatch. */
export type IsWrong<Outcome> = Outcome extends Mismatch ? true : false;

/** The named arguments of a call, with shapes in place of tensors. */
export type CallShapes<Said> = {
  readonly [Name in keyof Said]: [Said[Name]] extends [Shaped]
    ? Said[Name]['shape']
    : [Said[Name]] extends [readonly (Shaped | null)[]]
      ? ShapesInList<Said[Name]>
      : Said[Name];
};

type ShapesInList<List> = { [Index in keyof List]: [List[Index]] extends [Shaped] ? List[Index]['shape'] : null };

/**
 * An argument unchanged, or the message if the outcome blames it: the compiler then marks just that
 * argument.
 *
 * @typeParam Name the name of the argument in the outcome: `axis`, or the index of one of several inputs.
 */
export type Argument<Given, Outcome, Name extends string> = [true] extends [IsBlamed<Outcome, Name>]
  ? NoInfer<MessageAt<Outcome, Name>>
  : Given;

/** The same for a call with named arguments, which may be to blame instead. */
export type CheckedInput<Given, Said, Outcome> = [true] extends [IsInputWrong<Outcome, keyof Said>]
  ? NoInfer<Later<Given, Outcome>>
  : Given;

/** The named arguments of a call, with the message in place of one that does not fit; `Taken` if the layer does not have it. */
export type CheckedExtras<Said, Taken, Outcome> = [true] extends [IsBlamed<Outcome, keyof Said>]
  ? Blamed<Said, Outcome>
  : keyof Said extends keyof Place
    ? Taken
    : keyof Said extends keyof Taken
      ? [Said] extends [Taken]
        ? Said
        : Taken
      : Taken;

/**
 * The same where each named argument has an outcome of its own.
 *
 * @typeParam Outcomes the outcomes of those of the arguments that are tensors, by their names.
 */
export type CheckedArguments<Said, Taken, Outcomes> = keyof Said extends keyof Place
  ? Taken
  : [Said, keyof Said] extends [Taken, keyof Taken]
    ? true extends IsWrong<Outcomes[keyof Outcomes & keyof Said]>
      ? NoInfer<{
          [Name in keyof Said]: Name extends keyof Outcomes ? Checked<Said[Name], Outcomes[Name]> : Said[Name];
        }>
      : Said
    : Taken;

/** Whether the mismatch blames one of these names. (What fits comes first: a wildcard does, in place of a type parameter.) */
export type IsBlamed<Outcome, Names> = [Outcome] extends [readonly unknown[]]
  ? false
  : Outcome extends Mismatch<string, infer At>
    ? [At] extends [Names]
      ? true
      : false
    : false;

/** Whether there is a mismatch that blames none of the named arguments. */
type IsInputWrong<Outcome, Names> =
  Outcome extends Mismatch<string, infer At> ? ([At] extends [Names] ? false : true) : false;

// Reached by wrong calls only. Nothing distributes: in generic functions, the compiler would follow the rule's recursions.
// (The argument is `unknown` to the compiler also before it is inferred: then this is what the argument is expected to be.)
type Blamed<Given, Outcome, Inputs = unknown> = [unknown] extends [Given]
  ? Expected<Inputs>
  : [AtOf<Outcome>] extends [keyof Given]
    ? { [Key in keyof Given]: Key extends AtOf<Outcome> ? MessageAt<Outcome, Key> : Given[Key] }
    : MessageOf<Outcome>;

/** What is expected before it is known: tensors, by the names of the inputs if they have names. */
type Expected<Inputs> = [Inputs] extends [Shaped | readonly unknown[]]
  ? AnyTensors
  : [Inputs] extends [object]
    ? { readonly [Name in keyof Inputs]: AnyTensor }
    : AnyTensors;

type AtOf<Outcome> = [Extract<Outcome, Mismatch>] extends [Mismatch<string, infer At>] ? At : never;

export type MessageOf<Outcome> = [Extract<Outcome, Mismatch>] extends [Mismatch<infer Message>] ? Message : never;

export type MessageAt<Outcome, Key> = [Extract<Outcome, Mismatch<string, Key & string>>] extends [
  Mismatch<infer Message>,
]
  ? Message
  : never;

export type ValuesOf<Shapes, Types> = Shapes extends Shape
  ? Tensor<SizesOf<Shapes>, TypeIn<Types>>
  : Shapes extends Mismatch
    ? Tensor
    : unknown extends Shapes
      ? Tensor
      : {
          -readonly [Key in keyof Shapes]: [Shapes[Key]] extends [Shape]
            ? Tensor<SizesOf<Shapes[Key]>, TypeIn<Key extends keyof Types ? Types[Key] : Types>>
            : never;
        };

/** The sizes of a tensor: any number for a size that varies. */
export type SizesOf<Dimensions extends Shape> = [
  {
    -readonly [Axis in keyof Dimensions]: Dimensions[Axis] extends number ? Dimensions[Axis] : number;
  },
] extends [infer Sizes extends number[]]
  ? Sizes
  : number[];

type TypeIn<Type> = Type extends DType ? Type : 'float32';
