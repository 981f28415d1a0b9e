import { onNative } from '../backends/tested.js';
import { describeGoldenLayers } from './golden-layer.js';

onNative(() => describeGoldenLayers('node'));
