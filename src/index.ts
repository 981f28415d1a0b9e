export * as activations from './activations/index.js';
export { type BackendName, backendName, ready, setBackend } from './backends/backend.js';
export * as constraints from './constraints/index.js';
export {
  ArgumentError,
  DataError,
  GraphError,
  ShapeError,
  StateError,
  TupleflowError,
} from './errors.js';
export type { LayerOptions } from './graph/create-layer.js';
export { defineLayer } from './graph/define-layer.js';
export type { AnyLayer, CallOptions, Layer } from './graph/layer.js';
export type { ForwardContext, LayerDefinition, WeightSpecification } from './graph/layer-definition.js';
export { clearSession } from './graph/layer-name.js';
export type { GraphNode } from './graph/node.js';
export type { Named, OfType, SymbolicTensor } from './graph/symbolic-tensor.js';
export type { Weight } from './graph/weight.js';
export * as initializers from './initializers/index.js';
export { Activation } from './layers/activation.js';
export { Add, add } from './layers/add.js';
export { AveragePooling2D } from './layers/average-pooling2d.js';
export { Bidirectional, type BidirectionalOptions } from './layers/bidirectional.js';
export { Concatenate, concatenate } from './layers/concatenate.js';
export { Conv2D, type Conv2DOptions } from './layers/conv2d.js';
export { Dense, type DenseOptions } from './layers/dense.js';
export { Dropout, type DropoutOptions } from './layers/dropout.js';
export { Embedding, type EmbeddingOptions } from './layers/embedding.js';
export { Flatten, type FlattenOptions } from './layers/flatten.js';
export { GRU, type GRUOptions } from './layers/gru.js';
export { Input } from './layers/input.js';
export { LSTM, type LSTMOptions } from './layers/lstm.js';
export { Masking, type MaskingOptions } from './layers/masking.js';
export { MaxPooling2D } from './layers/max-pooling2d.js';
export { Parallel } from './layers/parallel.js';
export type { Pooling2DOptions } from './layers/pooling2d.js';
export type { MergeMode } from './layers/recurrent/bidirectional-shape.js';
export type { RecurrentLayer } from './layers/recurrent/recurrent-layer.js';
export { Reshape } from './layers/reshape.js';
export { Residual } from './layers/residual.js';
export { SimpleRNN, type SimpleRNNOptions } from './layers/simple-rnn.js';
export { TimeDistributed } from './layers/time-distributed.js';
export * as losses from './losses/index.js';
export * as metrics from './metrics/index.js';
export * as optimizers from './optimizers/index.js';
export { setRandomSeed } from './random/random.js';
export * as regularizers from './regularizers/index.js';
export { oneHot, ones, stack, tensor, withShape, zeros } from './tensor/create.js';
export type { Tensor } from './tensor/tensor.js';
export type { Callback, Training } from './training/callback.js';
export * as callbacks from './training/callbacks.js';
export type { CompileOptions } from './training/compile.js';
export type { EvaluateOptions, FitOptions, RunOptions } from './training/fit-options.js';
export type { History } from './training/history.js';
export { Model } from './training/model.js';
export { Sequential, type SequentialModel } from './training/sequential.js';
export type { Logs } from './training/tracker.js';
export type { DataFormat } from './types/data-format.js';
export type { DType } from './types/dtype.js';
export type { Fill } from './types/message.js';
export { type Mismatch, mismatch, type Unexpected, unexpected } from './types/mismatch.js';
export type { Dimension, Shape } from './types/shape.js';
export type { Apply, ApplyType, RuleOf, ShapedBy, ShapeFunction } from './types/shape-function.js';
