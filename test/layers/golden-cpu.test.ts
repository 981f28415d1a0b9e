import { describeGoldenLayers } from './golden-layer.js';

describeGoldenLayers('cpu');
