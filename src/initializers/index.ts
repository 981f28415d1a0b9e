export * from './classes.js';
export { defineInitializer, type Initializer, type InitializerFactory } from './define-initializer.js';
export type { SeedOptions } from './draw.js';
export type { FanAxes } from './fans.js';
export { type InitializerIdentifier, type InitializerName, resolveInitializer } from './initializer.js';
export type { WindowName } from './window.js';
