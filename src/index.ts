export { Dense } from './layers/dense.js';
export { Input } from './layers/input.js';
