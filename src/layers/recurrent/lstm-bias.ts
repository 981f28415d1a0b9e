import type { WeightSpecification } from '../../graph/layer-definition.js';
import { defineInitializer, type Initializer } from '../../initializers/define-initializer.js';

interface LSTMBiasOptions {
  readonly useBias: boolean;
  /** Whether the bias of the forget gate starts from 1. */
  readonly unitForgetBias: boolean;
  readonly biasInitializer: Initializer;
}

/**
 * The bias of an LSTM that starts out remembering (Jozefowicz et al., 2015): 1 for the forget gate, the second of four, and
 * the others as `initializer` says.
 */
function forgetGateBias(initializer: Initializer, units: number): Initializer {
  return defineInitializer('ForgetGateBias', { initializer, units }, () => {
    const values = new Float32Array(4 * units);
    values.set(initializer.values([units]), 0);
    values.fill(1, units, 2 * units);
    values.set(initializer.values([2 * units]), 2 * units);
    return values;
  });
}

/** The bias of the four gates of an LSTM, if it has one. */
export function lstmBias(
  { useBias, unitForgetBias, biasInitializer }: LSTMBiasOptions,
  units: number,
): WeightSpecification {
  if (!useBias) return null;
  return {
    shape: [4 * units],
    initializer: unitForgetBias ? forgetGateBias(biasInitializer, units) : biasInitializer,
  };
}
