import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { ShapesOf } from '../../graph/tensors.js';
import type { Add } from '../../types/arithmetic/add.js';
import type { Fill } from '../../types/message.js';
import { type Mismatch, mismatch } from '../../types/mismatch.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type OutcomeOf, type StateMisfit, type WantedState, wrongCount } from './initial-state.js';
import type { RecurrentClass, RecurrentRule } from './recurrent-shape.js';

/** `null` where initial states fit both layers, those of the first before those of the second; else what is wrong. */
export type BidirectionalStateOutcome<
  Given,
  Initial,
  Forward extends ShapeFunction,
  Backward extends ShapeFunction,
> = Initial extends readonly []
  ? null
  : Forward extends RecurrentRule
    ? Backward extends RecurrentRule
      ? StatesOutcome<
          ShapesOf<Given>,
          Initial extends SymbolicTensor ? [Initial] : Initial,
          Forward['class'],
          Backward['class']
        >
      : null
    : null;

type StatesOutcome<
  Input,
  States,
  Forward extends RecurrentClass,
  Backward extends RecurrentClass,
> = States extends readonly SymbolicTensor[]
  ? number extends States['length']
    ? null
    : States['length'] extends Add<Forward['stateCount'], Backward['stateCount']>
      ? OutcomeOf<
          {
            [Index in keyof States]: Index extends FirstIndices[Forward['stateCount']]
              ? StateMisfit<ShapesOf<States[Index]>, WantedState<Input, Forward['units']>, Index, Forward>
              : StateMisfit<ShapesOf<States[Index]>, WantedState<Input, Backward['units']>, Index, Backward>;
          }[number]
        >
      : Mismatch<
          Fill<
            typeof wrongCount,
            {
              layer: 'Bidirectional';
              expected: Add<Forward['stateCount'], Backward['stateCount']>;
              received: States['length'];
            }
          >,
          null
        >
  : null;

interface FirstIndices {
  1: '0';
  2: '0' | '1';
}

/** Throws unless there are no initial states, or as many as both layers have; whether they fit, the layers say themselves. */
export function checkStateCount(received: number, expected: number): void {
  if (received !== 0 && received !== expected) mismatch(wrongCount, { layer: 'Bidirectional', expected, received });
}
