import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { SequenceOptions } from './sequence-options.js';

/** How a recurrent layer goes through a sequence, whatever its cell. */
export interface RecurrentOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends Partial<SequenceOptions<Sequences, State, Stateful, Unroll>> {
  /** Whether the steps are taken from the last to the first; sequences come out in the order in which they are taken. */
  readonly goBackwards?: boolean;
  /** Whether the output at a step that is masked is zero, instead of that of the step before. */
  readonly zeroOutputForMask?: boolean;
}

export const recurrentDefaults: Required<RecurrentOptions> = {
  returnSequences: false,
  returnState: false,
  goBackwards: false,
  stateful: false,
  unroll: false,
  zeroOutputForMask: false,
};

/** What a layer takes besides the options of its cell that is recurrent by its class, such as `LSTM`. */
export interface RecurrentLayerOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends RecurrentOptions<Sequences, State, Stateful, Unroll> {
  readonly activityRegularizer?: RegularizerIdentifier | null;
}
