export { CSVLogger, type CSVLoggerOptions } from './csv-logger.js';
export { EarlyStopping, type EarlyStoppingOptions } from './early-stopping.js';
export { LambdaCallback } from './lambda-callback.js';
export { LearningRateScheduler } from './learning-rate-scheduler.js';
export { ModelCheckpoint, type ModelCheckpointOptions } from './model-checkpoint.js';
export type { MonitorOptions } from './monitor.js';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './reduce-lr-on-plateau.js';
export { TensorBoard, type TensorBoardOptions } from './tensorboard.js';
export { TerminateOnNaN } from './terminate-on-nan.js';
