export * from './classes.js';
export {
  defineInitializer,
  type FanAxes,
  type Initializer,
  type InitializerFactory,
  type SeedOptions,
} from './define-initializer.js';
export { type InitializerIdentifier, type InitializerName, resolveInitializer } from './initializer.js';
export type { WindowName } from './stft.js';
