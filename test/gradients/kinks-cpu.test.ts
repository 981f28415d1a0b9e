import { describeKinks } from './describe-kinks.js';

describeKinks('cpu');
