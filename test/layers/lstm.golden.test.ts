import { LSTM } from '../../src/layers/lstm.js';
import { describeGolden } from './golden-layer.js';
import { kerasOptions } from './keras-options.js';

describeGolden('LSTM', ({ units, ...configuration }) => LSTM(units, kerasOptions(configuration)));
