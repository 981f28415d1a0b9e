import { onNative } from '../backends/tested.js';
import { describeRandomFits } from './golden-fits.js';

onNative(() => describeRandomFits('node'));
