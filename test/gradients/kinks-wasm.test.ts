import { describeKinks } from './describe-kinks.js';

describeKinks('wasm');
