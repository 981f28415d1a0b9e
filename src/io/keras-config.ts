import { received } from '../arguments/received.js';
import { DataError } from '../errors.js';

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The members of an object of JSON. */
export interface JsonRecord {
  readonly [key: string]: Json;
}

/** An object as Keras writes it: `{ "module": "keras.layers", "class_name": "Dense", "config": { "units": 64 } }`. */
export interface KerasConfig {
  readonly module?: string | null;
  readonly class_name: string;
  readonly config: JsonRecord;
  /** What a user's own class is registered as in Keras: `my_package>Scale`. */
  readonly registered_name?: string | null;
}

/** Whether a value of JSON is an object, and no list. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The parts of what should be a configuration, of which nothing is trusted.
 *
 * @throws DataError if it is none; `path` says where it stands: `config.layer`.
 */
export function checkedConfig(value: unknown, path: string): KerasConfig {
  if (!isRecord(value)) throw misshapen(path, 'an object with class_name and config', value);
  const { module = null, class_name: className, config = {}, registered_name: registeredName = null } = value;
  if (typeof className !== 'string') throw misshapen(`${path}.class_name`, 'the name of a class', className);
  if (!isRecord(config)) throw misshapen(`${path}.config`, 'an object', config);
  return {
    module: optionalText(`${path}.module`, module),
    class_name: className,
    config,
    registered_name: optionalText(`${path}.registered_name`, registeredName),
  };
}

function optionalText(path: string, value: Json): string | null {
  if (value === null || typeof value === 'string') return value;
  throw misshapen(path, 'a string or null', value);
}

/** The error of a configuration that is not what it should be. */
export function misshapen(path: string, expected: string, value: unknown): DataError {
  return new DataError(`fromKerasConfig: ${path} expects ${expected} (received ${received(value)})`);
}
