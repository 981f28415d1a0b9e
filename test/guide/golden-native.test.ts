import { onNative } from '../backends/tested.js';
import { describeGuide } from './describe-guide.js';

onNative(() => describeGuide('node'));
