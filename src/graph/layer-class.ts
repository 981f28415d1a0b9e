export { positional as layerClass } from '../arguments/positional.js';
