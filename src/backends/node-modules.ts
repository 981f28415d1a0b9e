/**
 * Imports a module that need not be there: a built-in of Node, or an optional peer.
 *
 * Bundlers follow only specifiers that they can read, so that none of them looks for a module that a browser will never
 * load.
 *
 * @throws what the loader throws, if there is no such module.
 */
export function importOptional<Module>(specifier: string): Promise<Module> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ specifier);
}

/** Whether there is a file system, and Node's modules for it. */
export function isNode(): boolean {
  return typeof process !== 'undefined' && Boolean(process.versions?.node);
}

/** A built-in module of Node, for code that runs nowhere else, and cannot wait. Bundlers for browsers do not look for it. */
export function builtIn<Name extends keyof BuiltIns>(name: Name): BuiltIns[Name] {
  return process.getBuiltinModule(name) as BuiltIns[Name];
}

interface BuiltIns {
  readonly 'node:fs': typeof import('node:fs');
  readonly 'node:os': typeof import('node:os');
  readonly 'node:path': typeof import('node:path');
  readonly 'node:worker_threads': typeof import('node:worker_threads');
}
