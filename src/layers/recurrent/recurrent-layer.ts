import type { AnyLayer, Called, CalledType, CallOptions, LayerMembers } from '../../graph/layer.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { Checked, Tensors, TensorsOf } from '../../graph/tensors.js';
import type { InitialState, InitialStateOutcome, StatefulRule } from './initial-state.js';
import type { SequenceMask } from './sequence-mask.js';

/** What a call of a recurrent layer may say besides its input. */
export interface RecurrentCallOptions<Initial, Mask> extends CallOptions {
  /** The states to start from, in the layer's order: zeros unless given. */
  readonly initialState?: Initial;
  /** Which steps count, (batch, time): in the place of what the mask of the input says, where it has one. */
  readonly mask?: Mask;
}

/** The same as a definition says it. */
export const recurrentCall = { tensors: { initialState: 'list', mask: 'one' } } as const;

/** A recurrent layer: called on a sequence, it goes through its steps, and may be told the states to start from, and
 * which steps count. */
export interface RecurrentLayer<Rule extends StatefulRule = StatefulRule, Name extends string = string>
  extends LayerMembers<Rule, Name> {
  <
    const Given extends Tensors,
    const Initial extends InitialState = [],
    const Mask extends SymbolicTensor = SymbolicTensor,
  >(
    input: Checked<Given, Called<Rule, Given>>,
    options?: RecurrentCallOptions<
      Checked<Initial, InitialStateOutcome<Rule, Given, Initial>>,
      Checked<Mask, SequenceMask<Rule['layer'], Given, Mask>>
    >,
  ): TensorsOf<Called<Rule, Given>, CalledType<Rule, Given>, Name>;
}

/** A layer as what its class says it is: one whose calls may be told the states to start from. */
export function recurrentLayer<Recurrent extends AnyLayer>(layer: AnyLayer): Recurrent {
  return layer as Recurrent;
}
