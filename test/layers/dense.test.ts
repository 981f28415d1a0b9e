import { Dense } from '../../src/layers/dense.js';
import { describeGolden } from './golden-layer.js';
import { kerasOptions } from './keras-options.js';

describeGolden('Dense', (configuration) => {
  const { units, ...options } = kerasOptions(configuration);
  return Dense(units, options);
});
