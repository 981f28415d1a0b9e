export type { ActivationIdentifier } from './activations/activation.js';
export * as activations from './activations/index.js';
export { positional } from './arguments/positional.js';
export {
  type BackendName,
  type BackendOptions,
  backendName,
  ready,
  setBackend,
  type WasmBinaries,
  type WasmBinary,
  type WasmBinaryName,
} from './backends/backend.js';
export * as constraints from './constraints/index.js';
export type { ClassWeight } from './data/class-weight.js';
export { ArgumentError, DataError, GraphError, MemoryError, ShapeError, StateError, TupleflowError } from './errors.js';
export type { BlockCall, BlockCallOptions, BlockCalls, BlockLayers, BlockTensor } from './graph/block-calls.js';
export type { Called, CalledOnAnyRank, CalledOnKnown, CalledOnSeveral, Saying } from './graph/called.js';
export type { ChainOutput, RulesOf } from './graph/chain.js';
export type { ChainShape } from './graph/chain-shape.js';
export { clearSession, type LayerOptions } from './graph/create-layer.js';
export { type BlockConstructor, type BlockDefinition, defineBlock } from './graph/define-block.js';
export { defineLayer } from './graph/define-layer.js';
export type { AnyLayer, CalledType, CallOptions, Layer, LayerTaking, Output } from './graph/layer.js';
export type { ForwardContext, LayerDefinition, WeightSpecification } from './graph/layer-definition.js';
export type { CallDefinition, TakenBy } from './graph/named-arguments.js';
export type { HiddenShape, ShapeIn } from './graph/reported.js';
export type {
  GraphNode,
  Label,
  Named,
  NamedTensor,
  OfType,
  SymbolicTensor,
  Unlabelled,
} from './graph/symbolic-tensor.js';
export type { AnyTensor } from './graph/tensor-kinds.js';
export type { Tagged, Tensors, TensorsOf } from './graph/tensors.js';
export type { Weight, WeightArray, WeightValues } from './graph/weight.js';
export { weightOf } from './graph/weight-of.js';
export * as initializers from './initializers/index.js';
export type { OwnClasses } from './io/config-reader.js';
export type { FromKerasConfigOptions } from './io/from-keras-config.js';
export { fromKerasConfig, loadModel, loadWeights, modelBytes, toKerasConfig, weightBytes } from './io/index.js';
export type { Json, JsonRecord, KerasConfig } from './io/keras-config.js';
export type { KerasKind, KerasObject, KerasObjects } from './io/kinds.js';
export type { LoadedModel, LoadModelOptions } from './io/load-model.js';
export type { ModelBytesOptions, WeightBytesOptions } from './io/save-model.js';
export type { StatedTensor, StatedTensors, TensorsOfStated } from './io/stated-tensors.js';
export type { InputOptions } from './layers/core/input.js';
export type { LambdaInput } from './layers/core/lambda.js';
export * from './layers/index.js';
export {
  AveragePooling1D as AvgPool1D,
  AveragePooling2D as AvgPool2D,
  AveragePooling3D as AvgPool3D,
  Conv1D as Convolution1D,
  Conv1DTranspose as Convolution1DTranspose,
  Conv2D as Convolution2D,
  Conv2DTranspose as Convolution2DTranspose,
  Conv3D as Convolution3D,
  Conv3DTranspose as Convolution3DTranspose,
  GlobalAveragePooling1D as GlobalAvgPool1D,
  GlobalAveragePooling2D as GlobalAvgPool2D,
  GlobalAveragePooling3D as GlobalAvgPool3D,
  GlobalMaxPooling1D as GlobalMaxPool1D,
  GlobalMaxPooling2D as GlobalMaxPool2D,
  GlobalMaxPooling3D as GlobalMaxPool3D,
  MaxPooling1D as MaxPool1D,
  MaxPooling2D as MaxPool2D,
  MaxPooling3D as MaxPool3D,
  SeparableConv1D as SeparableConvolution1D,
  SeparableConv2D as SeparableConvolution2D,
} from './layers/index.js';
export type { ConcatenateOptions, ConcatenateOutput } from './layers/merging/concatenate.js';
export type { DotAxes } from './layers/merging/dot-product.js';
export type { MergeOutput } from './layers/merging/merge.js';
export { type CellStepDefinition, defineCell } from './layers/recurrent/define-cell.js';
export type { RecurrentCallOptions } from './layers/recurrent/recurrent-layer.js';
export * as losses from './losses/index.js';
export * as metrics from './metrics/index.js';
export type { GraphResult, Result, SameResult } from './operations/argument.js';
export type { BinaryOutput, Operand } from './operations/binary.js';
export * as ops from './operations/index.js';
export type { ReductionOptions } from './operations/reduction.js';
export * as optimizers from './optimizers/index.js';
export * as random from './random/index.js';
export { setRandomSeed } from './random/random.js';
export * as regularizers from './regularizers/index.js';
export { oneHot, ones, stack, tensor, withShape, zeros } from './tensor/create.js';
export type { Tensor } from './tensor/tensor.js';
export type { Callback, ModelRun, Training } from './training/callback.js';
export * as callbacks from './training/callbacks.js';
export type { CompileOptions } from './training/compile-options.js';
export type { ExplainedKernel, ExplainedStep, Explanation } from './training/explain.js';
export type { History, Logs } from './training/logs.js';
export type { Compiled } from './training/model.js';
export { Model } from './training/model.js';
export type {
  FileMembers,
  LoadWeightsOptions,
  ModelFormat,
  ModelFormats,
  ModelSource,
  ModelTarget,
  ReadOptions,
  SaveModelOptions,
  SaveWeightsOptions,
  WeightFormat,
} from './training/model-files.js';
export type { ModelOptions } from './training/model-options.js';
export type { Verbosity } from './training/progress.js';
export type { EvaluateOptions, FitOptions, RunOptions } from './training/run-options.js';
export { Sequential, type SequentialModel } from './training/sequential.js';
export { type Differentiation, type Source, valueAndGradients } from './training/value-and-gradients.js';
export type { Known } from './types/arithmetic/operands.js';
export type { Broadcast, BroadcastAligned } from './types/broadcast.js';
export type { DataFormat } from './types/data-format.js';
export type { DType } from './types/dtype.js';
export type { Elementwise } from './types/elementwise.js';
export { type Fill, type Mismatch, mismatch, type Unexpected, type Unfit, unexpected } from './types/mismatch.js';
export type { Axes, AxisSet, OnAxes } from './types/on-axes.js';
export type { PerAxis, PerSpatialAxis } from './types/per-axis.js';
export type { AxesOrAll, Reduced, Without } from './types/reduced.js';
export type { Dimension, Normalized, Shape } from './types/shape.js';
export type { Apply, ApplyType, RuleOf, SameShape, ShapedBy, ShapeFunction } from './types/shape-function.js';
export type { AlongAxis } from './types/transposed.js';
