import { AveragePooling2D } from '../../src/layers/average-pooling2d.js';
import { describeGolden } from './golden-layer.js';
import { kerasOptions } from './keras-options.js';

describeGolden('AveragePooling2D', (config) => {
  const { poolSize, ...options } = kerasOptions(config);
  return AveragePooling2D(poolSize, options);
});
