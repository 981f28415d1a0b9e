import { MaxPooling2D } from '../../src/layers/max-pooling2d.js';
import { describeGolden } from './golden-layer.js';
import { kerasOptions } from './keras-options.js';

describeGolden('MaxPooling2D', (config) => {
  const { poolSize, ...options } = kerasOptions(config);
  return MaxPooling2D(poolSize, options);
});
