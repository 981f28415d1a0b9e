import { describeOperations } from './describe-operations.js';

describeOperations('cpu');
