import { describeGuide } from './describe-guide.js';

describeGuide('wasm');
