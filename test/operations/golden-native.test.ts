import { onNative } from '../backends/tested.js';
import { describeOperations } from './describe-operations.js';

onNative(() => describeOperations('node'));
