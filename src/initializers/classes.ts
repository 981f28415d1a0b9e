// All initializers. A new one is its definition and a line here: names, and the reader of configurations, follow from it.

export { Constant, type ConstantOptions, Identity, type IdentityOptions, Ones, Zeros } from './constant.js';
export { Orthogonal, type OrthogonalOptions } from './orthogonal.js';
export {
  RandomNormal,
  type RandomNormalOptions,
  RandomUniform,
  type RandomUniformOptions,
  TruncatedNormal,
  type TruncatedNormalOptions,
} from './random.js';
export { STFT, type STFTOptions } from './stft.js';
export {
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  LecunNormal,
  LecunUniform,
  type ScalingDistribution,
  type ScalingMode,
  type ScalingOptions,
  VarianceScaling,
  type VarianceScalingOptions,
} from './variance-scaling.js';
