import * as library from 'tupleflow';

/** A function that the library exports. */
export type Exported = (...given: never[]) => unknown;

/** The functions that the library exports, by their paths: `Dense`, `losses.Huber`. */
export const exported: ReadonlyMap<string, Exported> = new Map(functionsOf(library, ''));

function functionsOf(namespace: object, prefix: string): readonly (readonly [path: string, value: Exported])[] {
  return Object.entries(namespace).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null) return functionsOf(value, `${prefix}${name}.`);
    return typeof value === 'function' ? [[`${prefix}${name}`, value as Exported] as const] : [];
  });
}

/** Classes, which are made by `new`. */
export const errorClasses: readonly string[] = [...exported.keys()].filter(
  (path) => path.endsWith('Error') && !path.includes('.'),
);
