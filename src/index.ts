export { Dense } from './layers/dense.js';
export { Input } from './layers/input.js';
export { Model } from './training/model.js';
export { tensor } from './tensor/create.js';
export type { Tensor } from './tensor/tensor.js';
export { setBackend, ready } from './backends/backend.js';
