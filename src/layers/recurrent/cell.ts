import type { AnyLayer, Called, CalledType, CallOptions, LayerMembers } from '../../graph/layer.js';
import type { Checked, Tensors, TensorsOf } from '../../graph/tensors.js';
import type { CellShape } from './cell-shape.js';
import type { InitialState, InitialStateOutcome } from './initial-state.js';

/** What every cell has, whatever its sizes. */
export interface AnyCell extends AnyLayer {
  /** The size of its output. */
  readonly outputSize: number;
  /** The sizes of its states, in their order. */
  readonly stateSize: readonly number[];
}

/** What a call of a cell may say besides its input. */
export interface CellCallOptions<States> extends CallOptions {
  /** The states after the step before, in the cell's order: zeros unless given. */
  readonly states?: States;
}

/** The same as a definition says it. */
export const cellCall = { tensors: { states: 'list' } } as const;

/**
 * A cell: what a recurrent layer does at each step. `RNN` goes through sequences with it. Called by itself on one step,
 * (batch, features), it returns a list of its output and the states after it.
 */
export interface Cell<
  ClassName extends string = string,
  OutputSize extends number = number,
  StateSize extends readonly number[] = readonly number[],
  Name extends string = string,
> extends LayerMembers<CellShape<ClassName, OutputSize, StateSize>, Name> {
  readonly outputSize: OutputSize;
  readonly stateSize: StateSize;
  <const Given extends Tensors, const States extends InitialState = []>(
    input: Checked<Given, Called<CellShape<ClassName, OutputSize, StateSize>, Given>>,
    options?: CellCallOptions<
      Checked<States, InitialStateOutcome<CellShape<ClassName, OutputSize, StateSize>, Given, States>>
    >,
  ): TensorsOf<
    Called<CellShape<ClassName, OutputSize, StateSize>, Given>,
    CalledType<CellShape<ClassName, OutputSize, StateSize>, Given>,
    Name
  >;
}
