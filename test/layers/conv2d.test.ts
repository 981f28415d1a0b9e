import { Conv2D } from '../../src/layers/conv2d.js';
import { describeGolden } from './golden-layer.js';
import { kerasOptions } from './keras-options.js';

describeGolden('Conv2D', (config) => {
  const { filters, kernelSize, ...options } = kerasOptions(config);
  return Conv2D(filters, kernelSize, options);
});
