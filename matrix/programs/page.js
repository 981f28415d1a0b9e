import { measure } from './measure.js';
import { train } from './train.js';

measure(train());
