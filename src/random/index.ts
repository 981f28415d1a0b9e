export {
  beta,
  binomial,
  gamma,
  type NormalOptions,
  normal,
  randint,
  truncatedNormal,
  type UniformOptions,
  uniform,
} from './distributions.js';
export type { RandomOptions } from './random.js';
export { categorical, type DropoutOptions, dropout, type ShuffleOptions, shuffle } from './sampling.js';
