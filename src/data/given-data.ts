import type * as tf from '@tensorflow/tfjs-core';
import type { Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { SizesOf, TypeOf } from '../graph/tensors.js';
import type { Loss } from '../losses/loss.js';
import type { NameOfKind } from '../losses/resolve-loss.js';
import type { dataForm, TypedArray } from '../tensor/tensor-values.js';
import type { NumericType } from '../types/dtype.js';
import type { Fill } from '../types/mismatch.js';
import type { CheckedBatches, CheckedInputBatches, IsBatches } from './batches.js';
import type { Extent, RowsOf } from './fitting-shape.js';
import type { wholeForms } from './one-tensor.js';
import type { ByName } from './per-output.js';
import type { CheckedInputs, CheckedTargets, Wanted } from './several-tensors.js';

// The data that methods of models take. Tensors of the shapes of the model fit at once, which is all that most calls cost; what
// else there is, is gone through item by item. Where nothing is known yet, an editor finds the names.

/** Data for the inputs, or batches of it with targets. */
export type GivenData<Given, At, Inputs, Outputs, Losses> = [Given] extends [never]
  ? Given
  : DataCheck<Given, Inputs, Outputs, Losses>[keyof At];

/** The same where no targets follow: batches, or data for a model whose losses compare nothing. */
export type GivenAlone<Given, At, Inputs, Outputs, Losses> = [Given] extends [never]
  ? Given
  : AloneCheck<Given, Inputs, Outputs, Losses>[keyof At];

/** Data for the inputs, or batches of it, for predictions. */
export type GivenInputs<Given, At, Inputs, Amount extends Extent = 'samples'> = [Given] extends [never]
  ? Given
  : InputsCheck<Given, Inputs, Amount>[keyof At];

/** Targets; none where no loss needs them. */
export type GivenTargets<Given, At, Outputs, Losses, Amount extends Extent = 'samples'> = [Given] extends [never]
  ? Given
  : TargetsCheck<Given, Outputs, Losses, Amount>[keyof At];

/** Targets, or the options where batches hold the targets. */
export type GivenSecond<Given, At, Data, Outputs, Losses, Options extends Returned<unknown>> = [Given] extends [never]
  ? Given
  : SecondCheck<Given, Data, Outputs, Losses, Options>[keyof At];

interface DataCheck<Given, Inputs, Outputs, Losses> extends Returned<unknown> {
  readonly isKnown: CheckedData<Given, Inputs, Outputs, Losses>;
}

interface AloneCheck<Given, Inputs, Outputs, Losses> extends Returned<unknown> {
  readonly isKnown: CheckedAlone<Given, Inputs, Outputs, Losses>;
}

interface InputsCheck<Given, Inputs, Amount extends Extent> extends Returned<unknown> {
  readonly isKnown: CheckedForInputs<Given, Inputs, Amount>;
}

interface TargetsCheck<Given, Outputs, Losses, Amount extends Extent> extends Returned<unknown> {
  readonly isKnown: CheckedForOutputs<Given, Outputs, Losses, Amount>;
}

interface SecondCheck<Given, Data, Outputs, Losses, Options extends Returned<unknown>> extends Returned<unknown> {
  readonly isKnown: IsBatches<Data> extends true
    ? Options['isKnown'] | undefined
    : CheckedForOutputs<Given, Outputs, Losses, 'samples'>;
}

type CheckedData<Given, Inputs, Outputs, Losses> = [Given] extends [Fitting<Inputs>]
  ? Given
  : [unknown] extends [Given]
    ? DataByName<Inputs>
    : IsBatches<Given> extends true
      ? CheckedBatches<Given, Inputs, Outputs, Losses>
      : CheckedInputs<Given, Inputs, 'x'>;

type CheckedAlone<Given, Inputs, Outputs, Losses> = [unknown] extends [Given]
  ? DataByName<Inputs>
  : IsBatches<Given> extends true
    ? CheckedBatches<Given, Inputs, Outputs, Losses>
    : [Losses] extends [null | undefined]
      ? CheckedInputs<Given, Inputs, 'x'>
      : unknown extends Losses
        ? CheckedInputs<Given, Inputs, 'x'>
        : Fill<
            typeof dataForm,
            {
              argument: 'y';
              expected: Outputs extends SymbolicTensor ? typeof wholeForms : Wanted<Outputs>;
              received: 'undefined';
            }
          >;

type CheckedForInputs<Given, Inputs, Amount extends Extent> = [Given] extends [Fitting<Inputs, Amount>]
  ? Given
  : [unknown] extends [Given]
    ? DataByName<Inputs>
    : [Amount, IsBatches<Given>] extends ['samples', true]
      ? CheckedInputBatches<Given, Inputs>
      : CheckedInputs<Given, Inputs, 'x', Amount>;

type CheckedForOutputs<Given, Outputs, Losses, Amount extends Extent> = [Given] extends [
  FittingTargets<Outputs, Losses, Amount>,
]
  ? Given
  : [unknown] extends [Given]
    ? DataByName<Outputs>
    : CheckedTargets<Given, Outputs, 'y', Losses, Amount>;

/** Tensors that have the shapes of those of a model, as far as the compiler knows them. */
type Fitting<Tensors, Amount extends Extent = 'samples', Type = null> =
  Tensors extends SymbolicTensor<infer Dimensions>
    ? {
        readonly shape: SizesOf<RowsOf<Dimensions, Amount>>;
        readonly dtype: Type extends null ? TypeOf<Tensors> : Type;
      }
    : { readonly [Key in keyof Tensors]: Fitting<Tensors[Key], Amount, Type> };

/** The same of targets, where a loss compares tensors of one shape. */
type FittingTargets<Outputs, Losses, Amount extends Extent> = [Losses] extends [
  NameOfKind<'sameShape'> | Loss<string, 'sameShape'>,
]
  ? Fitting<Outputs, Amount, NumericType>
  : [Losses] extends [undefined]
    ? undefined
    : never;

/** Data by the names of tensors, which an editor offers. */
type DataByName<Tensors> = {
  readonly [Name in keyof ByName<Tensors>]: tf.Tensor | TypedArray | readonly unknown[];
};
