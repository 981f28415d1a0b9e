// All regularizers. A new one is its definition and a line here: names, and the reader of configurations, follow from it.

export {
  L1,
  L1L2,
  type L1L2Options,
  type L1Options,
  L2,
  type L2Options,
  OrthogonalRegularizer,
  type OrthogonalRegularizerOptions,
} from './norms.js';
