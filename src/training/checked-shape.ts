import type { dataShape, Role } from '../data/check-data.js';
import type { Loss } from '../losses/loss.js';
import type { KindNamed, LossName } from '../losses/resolve-loss.js';
import type { CheckedKind, FitsKind, TargetMisfit } from '../losses/target-shape.js';
import type { Fits } from '../types/fits.js';
import type { Fill } from '../types/message.js';
import type { Shape, Show } from '../types/shape.js';
import type { IsSingle } from '../types/single.js';

/** `true` if a shape fits a tensor of the graph, or the loss that compares it with one; else the sentence that says why not. */
export type CheckedShape<
  Sizes extends Shape,
  Dimensions extends Shape,
  Argument extends string,
  For extends Role,
  Loss,
> = [KindOfLoss<Loss>] extends [CheckedKind]
  ? FitsKind<Sizes, Dimensions, KindOfLoss<Loss>> extends true
    ? true
    : TargetMisfit<Argument, NameOfLoss<Loss>, Sizes, Dimensions, KindOfLoss<Loss>>
  : FitsRole<Sizes, Dimensions, For> extends true
    ? true
    : Fill<typeof dataShape, { argument: Argument; expected: Show<Dimensions>; received: Show<Sizes> }>;

/** The kind of targets that a loss compares with predictions; `any` where that is not known. */
type KindOfLoss<Given> =
  IsSingle<Given> extends true
    ? Given extends LossName
      ? KindNamed<Given>
      : Given extends Loss<string, infer Kind>
        ? IsSingle<Kind> extends true
          ? Kind
          : 'any'
        : 'any'
    : 'any';

type NameOfLoss<Given> = Given extends string ? Given : Given extends Loss<infer Name> ? Name : string;

type FitsRole<Sizes extends Shape, Wanted extends Shape, For extends Role> =
  Fits<Sizes, Wanted> extends true
    ? true
    : For extends 'inputs'
      ? false
      : Wanted extends readonly [...infer Outer extends Shape, unknown]
        ? Fits<Sizes, Outer> extends true
          ? true
          : Fits<Sizes, [...Outer, 1]>
        : false;
