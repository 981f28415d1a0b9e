import { describeStructure } from './describe-guide.js';

describeStructure();
