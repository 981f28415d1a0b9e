import { onNative } from '../backends/tested.js';
import { describeKinks } from './describe-kinks.js';

onNative(() => describeKinks('node'));
