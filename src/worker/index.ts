export type { TypedArray } from '../tensor/tensor-values.js';
export type { AnyWorker } from './port.js';
export type { AnyModel, RemoteMembers, RemoteModel } from './remote-model.js';
export { type ServeModelsOptions, serveModels } from './serve-models.js';
export { type ModelWorker, type StartWorkerOptions, startWorker } from './start-worker.js';
