export type { CallbackVerbosity } from './callback.js';
export { CSVLogger, type CSVLoggerOptions } from './csv-logger.js';
export {
  EarlyStopping,
  type EarlyStoppingOptions,
  TerminateOnNaN,
  type TerminateOnNaNOptions,
} from './early-stopping.js';
export { LambdaCallback } from './lambda-callback.js';
export { LearningRateScheduler, type LearningRateSchedulerOptions } from './learning-rate-scheduler.js';
export { ModelCheckpoint, type ModelCheckpointOptions } from './model-checkpoint.js';
export type { MonitorOptions } from './monitor.js';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './reduce-lr-on-plateau.js';
export { SwapEMAWeights, type SwapEMAWeightsOptions } from './swap-ema-weights.js';
export { TensorBoard, type TensorBoardOptions } from './tensorboard.js';
