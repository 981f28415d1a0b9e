// All constraints. A new one is its definition and a line here: names, and the reader of configurations, follow from it.

export {
  MaxNorm,
  type MaxNormOptions,
  MinMaxNorm,
  type MinMaxNormOptions,
  NonNeg,
  type NormAxis,
  UnitNorm,
  type UnitNormOptions,
} from './norms.js';
