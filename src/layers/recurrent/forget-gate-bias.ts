import { defineInitializer, type Initializer } from '../../initializers/define-initializer.js';

/**
 * The bias of an LSTM that starts out remembering, by Jozefowicz et al. (2015): 1 for the forget gate, the second of four, and
 * the others as `initializer` says.
 */
export function forgetGateBias(initializer: Initializer, units: number): Initializer {
  return defineInitializer('ForgetGateBias', { initializer, units }, () => {
    const values = new Float32Array(4 * units);
    values.set(initializer.values([units]), 0);
    values.fill(1, units, 2 * units);
    values.set(initializer.values([2 * units]), 2 * units);
    return values;
  });
}
