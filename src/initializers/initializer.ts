import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/names.js';
import * as classes from './classes.js';
import type { Initializer } from './define-initializer.js';

export type { Initializer } from './define-initializer.js';

/** Keras' short names, which its own layers have as defaults. */
const shortNames: { readonly normal: typeof classes.RandomNormal; readonly uniform: typeof classes.RandomUniform } = {
  normal: classes.RandomNormal,
  uniform: classes.RandomUniform,
};

/** The name of an initializer, which stands for it with its default options. */
export type InitializerName = (typeof classes)[keyof typeof classes]['identifier'] | keyof typeof shortNames;

/** An initializer, or its name. */
export type InitializerIdentifier = InitializerName | Initializer;

/** The initializers by name. */
const named: Readonly<Record<string, () => Initializer>> = {
  ...Object.fromEntries(Object.values(classes).map((factory) => [factory.identifier, factory])),
  ...shortNames,
};

/**
 * The initializer that `identifier` is or names.
 *
 * @param identifier An initializer, or the name of one.
 * @param owner the argument that it was given to: `dense: kernelInitializer`
 * @throws ArgumentError if it is neither
 */
export function resolveInitializer(identifier: InitializerIdentifier, owner: string): Initializer {
  if (isOfKind(identifier, 'initializer')) return identifier;
  return resolveNamed('initializer', named, identifier, owner)();
}
