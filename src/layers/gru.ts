import { type GRUCellOptions, gruCell } from './recurrent/gru-cell.js';
import type { RecurrentLayerOptions } from './recurrent/recurrent-options.js';
import { type UnitsClass, unitsClass } from './recurrent/units-class.js';

/** The options of {@link GRU}. */
export interface GRUOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends GRUCellOptions,
    RecurrentLayerOptions<Sequences, State, Stateful, Unroll> {}

/**
 * A gated recurrent unit over a sequence (Cho et al., 2014), by default the variant with `resetAfter`.
 *
 * Input shape: (batch, time, features). Output shape: (batch, units), or (batch, time, units) with `returnSequences`; with
 * `returnState` a list of that and the state. `initialState` in the call gives the initial states.
 *
 * @example
 * const encoded = GRU(64)(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [sequence, state] = GRU(8, { returnSequences: true, returnState: true })(Input([null, 16]));
 * const decoded = GRU(8)(sequence, { initialState: state });
 */
export const GRU: UnitsClass<'GRU', 1, GRUCellOptions> = unitsClass('GRU', gruCell);
