import { describeGuide } from './describe-guide.js';

describeGuide('cpu');
