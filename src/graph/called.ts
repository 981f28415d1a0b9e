import type { Mismatch, Unfit } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type { Apply, ShapeFunction } from '../types/shape-function.js';
import type { BothKinds, NamesOfOtherKind, NotKnown, NotOfOneKind } from './one-kind.js';
import type { DimensionsIn, NameIn, OnlyUnfit, UnfitIn } from './reported.js';
import type { HasValues, InGraph, TensorIn } from './tensor-kinds.js';
import type { CallShapes, ShapesOf, TypeOf, TypesOf } from './tensors.js';

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

export type CalledOnAnyRank<Rule extends ShapeFunction, Given, Dimensions> = [unknown] extends [Dimensions]
  ? Shape
  : [Dimensions] extends [Unfit<infer Message>]
    ? Mismatch<Message, null>
    : CalledOnKnown<Rule, Given>;

export type CalledOnKnown<Rule extends ShapeFunction, Given> = Given extends InGraph
  ? Given['dtype'] extends 'string'
    ? Apply<Rule, Given['shape'], 'string'>
    : (Rule & Asking<Given>)['output']
  : Given extends readonly InGraph[]
    ? CalledOnEither<Rule, Given, number & keyof Given>
    : [TensorIn<Given>] extends [InGraph] | [HasValues]
      ? [Given] extends [HasValues]
        ? CalledOnSeveral<Rule, Given, ShapesOf<Given>>
        : CalledOnEither<Rule, Given, keyof Given & (Given extends readonly unknown[] ? number : string)>
      : [unknown] extends [Given]
        ? NotKnown
        : NotOfOneKind<NameIn<Rule>, Given>;

/** The same for several tensors, of which none may be a union with a branch that does not fit. */
type CalledOnEither<Rule extends ShapeFunction, Given, Keys extends keyof Given> = [
  { [Key in keyof Given]: IsEither<Given[Key]> }[Keys],
] extends [never]
  ? CalledOnSeveral<Rule, Given, ShapesOf<Given>>
  : [CalledOnBranches<Rule, Given, Keys>] extends [never]
    ? CalledOnSeveral<Rule, Given, ShapesOf<Given>>
    : CalledOnBranches<Rule, Given, Keys>;

/** Whether a tensor is a union. What fits comes first: one tensor. */
type IsEither<Given, All = Given> = Given extends unknown ? ([All] extends [Given] ? never : true) : never;

/** The mismatches of single branches of the tensors. */
type CalledOnBranches<Rule extends ShapeFunction, Given, Keys extends keyof Given> = {
  [Key in keyof Given]: CalledOnBranch<Rule, Given, Key, Given[Key]>;
}[Keys];

type CalledOnBranch<Rule extends ShapeFunction, Given, Key, Branch> = Branch extends unknown
  ? Extract<CalledOnSeveral<Rule, Given, ShapesOf<With<Given, Key, Branch>>>, Mismatch>
  : never;

type With<Given, Key, Branch> = { [Other in keyof Given]: Other extends Key ? Branch : Given[Other] };

export type CalledOnSeveral<Rule extends ShapeFunction, Given, Shapes> = [Unfit<never>] extends [DimensionsIn<Given>]
  ? [unknown] extends [DimensionsIn<Given>]
    ? Apply<Rule, Shapes, TypesOf<Given>>
    : [OnlyUnfit<DimensionsIn<Given>>] extends [never]
      ? Apply<Rule, Shapes, TypesOf<Given>>
      : UnfitIn<Shapes>
  : Apply<Rule, Shapes, TypesOf<Given>>;

/** The same with the named arguments of the call, whose tensors have to be of the kind of the inputs. */
export type CalledWith<Rule extends ShapeFunction, Given, Said> = keyof Said extends never
  ? Called<Saying<Rule, Said>, Given>
  : [NamesOfOtherKind<Given, Said>] extends [never]
    ? Called<Saying<Rule, Said>, Given>
    : BothKinds<NameIn<Rule>, NamesOfOtherKind<Given, Said> & string>;

/** The input of a rule for one tensor. (The compiler evaluates its element type only if the rule uses it.) */
export interface Asking<Given extends InGraph> {
  readonly input: Given['shape'];
  readonly inputType: TypeOf<Given>;
}
