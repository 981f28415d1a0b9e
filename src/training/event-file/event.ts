import { bytes, double, type Field, integer, message } from './protobuf.js';

/** Something that TensorBoard shows: by its name, at a step. */
export interface Summary {
  readonly tag: string;
  readonly step: number;
  /** Which part of TensorBoard shows it. */
  readonly plugin: 'scalars' | 'histograms';
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

/** A number. */
export function scalar(tag: string, value: number, step: number): Summary {
  return { tag, step, plugin: 'scalars', shape: [], values: Float32Array.of(value) };
}

/** The first event of a file, which says what the others are like. */
export function versionEvent(seconds: number): readonly number[] {
  return message(double(1, seconds), bytes(3, 'brain.Event:2'), bytes(10, message(bytes(1, 'tupleflow'))));
}

/** A summary as TensorFlow writes it. */
export function summaryEvent({ tag, step, plugin, shape, values }: Summary, seconds: number): readonly number[] {
  const sizes = shape.map((size) => bytes(2, message(integer(1, size))));
  const isDouble = values instanceof Float64Array;
  const tensor = message(
    integer(1, isDouble ? dataTypes.float64 : dataTypes.float32),
    bytes(2, message(...sizes)),
    bytes(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
  const value = message(bytes(1, tag), bytes(8, tensor), bytes(9, metadata(plugin)));
  return message(double(1, seconds), integer(2, step), bytes(5, message(bytes(1, value))));
}

/** TensorFlow's numbers for types of elements, and for what kinds of data plugins show. */
const dataTypes = { float32: 1, float64: 2 } as const;
const dataClasses = { scalars: 1, histograms: 2 } as const;

function metadata(plugin: Summary['plugin']): readonly number[] {
  const fields: readonly Field[] = [bytes(1, message(bytes(1, plugin))), integer(4, dataClasses[plugin])];
  return message(...fields);
}
