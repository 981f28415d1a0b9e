import '@tensorflow/tfjs-backend-webgl';
import { setBackend } from 'tupleflow';
import { measure } from './measure.js';
import { train } from './train.js';

measure(setBackend('webgl').then(() => train()));
