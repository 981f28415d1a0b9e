export type { Adaptable, AdaptOptions, NumericData, StringData } from './adapt.js';
export {
  CategoryEncoding,
  type CategoryEncodingOptions,
  type CategoryEncodingShape,
  type EncodingMode,
} from './category-encoding.js';
export { CenterCrop, type CenterCropOptions } from './center-crop.js';
export {
  type BinMode,
  Discretization,
  type DiscretizationMembers,
  type DiscretizationOptions,
  type DiscretizationShape,
} from './discretization.js';
export {
  type CrossingMode,
  HashedCrossing,
  type HashedCrossingOptions,
  type HashedCrossingShape,
} from './hashed-crossing.js';
export { Hashing, type HashingMode, type HashingOptions, type HashingShape } from './hashing.js';
export type { ResizedShape } from './images.js';
export {
  IntegerLookup,
  type IntegerLookupShape,
  StringLookup,
  type StringLookupShape,
} from './lookup.js';
export type { LookupMembers } from './lookup-members.js';
export type { IntegerLookupOptions, LookupOptions } from './lookup-options.js';
export {
  Normalization,
  type NormalizationMembers,
  type NormalizationOptions,
  type NormalizationShape,
} from './normalization.js';
export type { Interpolation } from './resample.js';
export { Rescaling, type RescalingOptions } from './rescaling.js';
export { Resizing, type ResizingOptions, type ResizingShape } from './resizing.js';
export {
  TextVectorization,
  type TextVectorizationOptions,
  type TextVectorizationShape,
} from './text-vectorization.js';
