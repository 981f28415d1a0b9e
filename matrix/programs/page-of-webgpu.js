import '@tensorflow/tfjs-backend-webgpu';
import { setBackend } from 'tupleflow';
import { measure } from './measure.js';
import { train } from './train.js';

measure(setBackend('webgpu').then(() => train()));
