import { describeOperations } from './describe-operations.js';

describeOperations('wasm');
