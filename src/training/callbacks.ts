export { BackupAndRestore, type BackupAndRestoreOptions } from './backup-and-restore.js';
export type { CallbackVerbosity, PlainData } from './callback.js';
export { LambdaCallback } from './callback.js';
export { CSVLogger, type CSVLoggerOptions } from './csv-logger.js';
export {
  EarlyStopping,
  type EarlyStoppingOptions,
  TerminateOnNaN,
  type TerminateOnNaNOptions,
} from './early-stopping.js';
export {
  LearningRateScheduler,
  type LearningRateSchedulerOptions,
  ReduceLROnPlateau,
  type ReduceLROnPlateauOptions,
} from './learning-rate-callbacks.js';
export { ModelCheckpoint, type ModelCheckpointOptions } from './model-checkpoint.js';
export type { MonitorOptions } from './monitor.js';
export { SwapEMAWeights, type SwapEMAWeightsOptions } from './swap-ema-weights.js';
export { TensorBoard, type TensorBoardOptions } from './tensorboard.js';
