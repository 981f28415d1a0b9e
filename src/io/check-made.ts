import { checkKnownOptions } from '../arguments/options.js';
import { ArgumentError, DataError, received, withArticle } from '../errors.js';
import { generalOptions, isLayer } from '../graph/create-layer.js';
import { isRecord, type Json, type JsonRecord, type KerasConfig } from './keras-config.js';
import { type KerasKind, type KerasObject, kindOf, optionsOf, typeOf } from './kinds.js';

/**
 * Checks that what has been made is what its configuration says.
 *
 * @param options the options that it has been made with.
 * @throws DataError if it is of another kind; ArgumentError if an option would have been ignored.
 */
export function checkMade(
  made: KerasObject,
  config: KerasConfig,
  options: Readonly<Record<string, unknown>>,
  path: string,
  kind: KerasKind | undefined,
): void {
  const { name } = options;
  const found = kindOf(made);
  if (found === undefined || (kind !== undefined && found !== kind)) {
    throw new DataError(
      `${path} expects ${withArticle(kind ?? 'class')} (received ${received(config.class_name)}, ${found === undefined ? 'of no kind' : withArticle(found)})`,
    );
  }
  if (isLayer(made) && name !== undefined && made.name !== name) {
    throw new ArgumentError(
      `${path}: ${config.class_name} expects a class that passes the name of its layer on (received ${received(made.name)} for ${received(name)})`,
    );
  }
  // What does not stand in what has been made would have been ignored.
  const known = [...generalOptions, ...Object.keys(optionsOf(made))];
  checkKnownOptions(`${path}: ${config.class_name}`, Object.keys(options), known);
  checkType(config.config.dtype ?? null, typeOf(made), `${path}.config.dtype`);
}

/**
 * Checks that a layer of a function names it. Keras also stores the code of a function, which is never run here.
 *
 * @throws ArgumentError if it has code, or anything else that is no name of a function.
 */
export function checkNoCode({ class_name: name, config }: KerasConfig, path: string): void {
  if (name !== 'Lambda') return;
  const { function: given = null } = config;
  if (isRecord(given) && given.class_name === 'function') return;
  const isCode = Array.isArray(given) || (isRecord(given) && given.class_name === '__lambda__');
  throw new ArgumentError(
    `${path}.config.function expects the name of a function that is listed in classes, because code in a file is never run ` +
      `(received ${isCode ? 'code of Python' : received(given)})`,
  );
}

/** A policy that says another type than the one that the layer computes with cannot be followed. */
function checkType(dtype: Json, computed: unknown, path: string): void {
  const policy = isRecord(dtype) && isRecord(dtype.config ?? null) ? (dtype.config as JsonRecord).name : dtype;
  if (policy === null || policy === computed || (policy === 'int64' && computed === 'int32')) return;
  // Variables are float32 in these, and all is computed at least as exactly.
  if (computed === 'float32' && (policy === 'mixed_float16' || policy === 'mixed_bfloat16')) return;
  throw new ArgumentError(
    `${path} expects '${computed}', the type that it computes with (received ${received(policy)})`,
  );
}
