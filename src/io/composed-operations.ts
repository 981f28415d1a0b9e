import { ArgumentError, received } from '../errors.js';
import { isSymbolicTensor } from '../graph/create-tensor.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { Resizing, ResizingChannelsFirst } from '../layers/preprocessing/resizing.js';
import * as operations from '../operations/index.js';
import { show } from '../types/shape.js';
import { camelCase, isRecord, type JsonRecord } from './keras-config.js';

type Options = Readonly<Record<string, unknown>>;

/** An operation of Keras that is several of the library, or a layer. */
type Composed = (args: readonly unknown[], options: Options, path: string) => SymbolicTensor;

/** The operations as functions on tensors and options of which only a file knows the types. */
const untyped: Readonly<Record<string, unknown>> = operations;
const call = (name: string, ...given: readonly unknown[]) =>
  (untyped[name] as (...given: readonly unknown[]) => SymbolicTensor)(...given);

/** Operations of Keras that the library does not have under their names. */
export const composedOperations: Readonly<Record<string, Composed>> = {
  GetItem: ([x, key], { key: named = key }, path) => itemOf(tensorIn(x, path), named, path),
  CropImages: ([x], options, path) => {
    const images = tensorIn(x, path);
    const axes = imageAxes(images, options, path);
    return axes.reduce((input, axis, index) => {
      const [before, after] = margins(images, axis, 'Cropping', sides[index] as Sides, options, path);
      const size = images.shape[axis] as number;
      const indices = Array.from({ length: size - before - after }, (_, place) => before + place);
      return call('take', input, indices, axis);
    }, images);
  },
  MultiHot: ([x], { numClasses, axis, sparse, dtype }, path) => {
    expectOption(path, 'axis', axis ?? -1, -1);
    expectOption(path, 'sparse', sparse ?? false, false);
    expectOption(path, 'dtype', dtype ?? 'float32', 'float32');
    const input = tensorIn(x, path);
    return call('max', call('oneHot', input, numClasses), input.shape.length > 1 ? 1 : 0);
  },
  PadImages: ([x], options, path) => {
    const images = tensorIn(x, path);
    const axes = imageAxes(images, options, path);
    const widths = images.shape.map((_, axis) => {
      const place = axes.indexOf(axis);
      return place < 0 ? [0, 0] : margins(images, axis, 'Padding', sides[place] as Sides, options, path);
    });
    return call('pad', images, widths);
  },
  RGBToGrayscale: ([x], { dataFormat = null }, path) => {
    const images = tensorIn(x, path);
    const axis = images.shape.length - (dataFormat === 'channels_first' ? 3 : 1);
    if (images.shape[axis] === 1) return images;
    const shares = [0.2989, 0.587, 0.114].map((share, index) =>
      call('multiply', call('take', images, [index], axis), share),
    );
    return shares.reduce((sum, share) => call('add', sum, share));
  },
  Resize: ([x, given], { size = given, interpolation = 'bilinear', dataFormat = null, ...others }, path) => {
    const [height, width] = Array.isArray(size) ? (size as readonly unknown[]) : [size, size];
    expectOption(path, 'antialias', others.antialias ?? false, false);
    const { cropToAspectRatio = false, padToAspectRatio = false } = others;
    const options = { interpolation, cropToAspectRatio, padToAspectRatio };
    const factory: unknown = dataFormat === 'channels_first' ? ResizingChannelsFirst : Resizing;
    const layer = (factory as (...given: readonly unknown[]) => (input: SymbolicTensor) => SymbolicTensor)(
      height,
      width,
      Object.fromEntries(Object.entries(options).filter(([, value]) => value !== false)),
    );
    return layer(tensorIn(x, path));
  },
};

/** The sides of images on an axis, and what their size on it is called. */
type Sides = readonly [before: string, after: string, target: string];

const sides: readonly [Sides, Sides] = [
  ['top', 'bottom', 'targetHeight'],
  ['left', 'right', 'targetWidth'],
];

/** The axes of height and width. */
function imageAxes({ shape }: SymbolicTensor, { dataFormat = null }: Options, path: string): readonly number[] {
  const last = shape.length - (dataFormat === 'channels_first' ? 1 : 2);
  const isKnown = last > 0 && [last - 1, last].every((axis) => typeof shape[axis] === 'number');
  if (isKnown) return [last - 1, last];
  throw new ArgumentError(`${path} expects images of a known height and width (received ${show(shape)})`);
}

/** How many rows or columns are added or left out on both sides of an axis, of which one follows from the size. */
function margins(
  { shape }: SymbolicTensor,
  axis: number,
  kind: 'Padding' | 'Cropping',
  [before, after, target]: Sides,
  options: Options,
  path: string,
): readonly [number, number] {
  const size = shape[axis] as number;
  const given = [options[`${before}${kind}`], options[`${after}${kind}`], options[target]].map(
    (value) => value ?? null,
  );
  const [first, last, wanted] = given as (number | null)[];
  const total = Math.abs((wanted ?? size) - size);
  const found = [first ?? total - (last ?? 0), last ?? total - (first ?? 0)] as const;
  const rest = kind === 'Cropping' ? size - found[0] - found[1] : 1;
  if (rest > 0 && found.every((value) => Number.isSafeInteger(value) && value >= 0 && value < 2 ** 31)) return found;
  throw new ArgumentError(
    `${path} expects margins for a size of ${size} (received ${before}, ${after} and ${target} of ${received(given)})`,
  );
}

function expectOption(path: string, option: string, value: unknown, expected: unknown): void {
  if (value === expected) return;
  throw new ArgumentError(`${path}: ${option} expects ${received(expected)} (received ${received(value)})`);
}

function tensorIn(value: unknown, path: string): SymbolicTensor {
  if (isSymbolicTensor(value)) return value;
  throw new ArgumentError(`${path} expects a tensor of the graph (received ${received(value)})`);
}

/** A part of a tensor, as Python's brackets give it: an index, a range, a new axis or all that is left for each place. */
function itemOf(x: SymbolicTensor, key: unknown, path: string): SymbolicTensor {
  const parts: readonly unknown[] = Array.isArray(key) ? key : [key];
  const isEllipsis = (part: unknown) => isRecord(part) && part.class_name === '__ellipsis__';
  const isNew = (part: unknown) => part === null;
  const rest = x.shape.length - parts.filter((part) => !isEllipsis(part) && !isNew(part)).length;
  let result = x;
  let axis = 0;
  for (const part of parts) {
    if (isEllipsis(part)) axis += rest;
    else if (isNew(part)) result = call('expandDims', result, axis++);
    else if (typeof part === 'number') result = call('take', result, part, axis);
    else {
      const indices = indicesOf(part, result.shape[axis], path);
      if (indices !== null) result = call('take', result, indices, axis);
      axis++;
    }
  }
  return result;
}

/** The most indices of a range in a file. */
const mostIndices = 100_000;

/** The indices of a range on an axis; `null` for all of it. */
function indicesOf(part: unknown, size: unknown, path: string): readonly number[] | null {
  const { class_name: name, config = null } = isRecord(part) ? part : ({} as JsonRecord);
  if (name !== '__slice__' || !isRecord(config)) {
    throw new ArgumentError(`${path} expects indices and ranges (received ${received(part)})`);
  }
  const { start = null, stop = null, step = null } = config;
  const by = step ?? 1;
  if (start === null && stop === null && by === 1) return null;
  const length = typeof size === 'number' ? size : null;
  const bounds = [start, stop, by].every((value) => value === null || Number.isSafeInteger(value));
  const isOpenEnded =
    length === null && (typeof stop !== 'number' || stop < 0 || Number(start ?? 0) < 0 || Number(by) < 0);
  if (!bounds || by === 0 || isOpenEnded) {
    const expected = length === null ? `a start and a stop from 0, for a size of ${show([null])}` : 'integers';
    throw new ArgumentError(`${path} expects ${expected} in a range (received ${received([start, stop, step])})`);
  }
  const [count, stride] = [length ?? Number(stop), Number(by)];
  const clamp = (value: number) =>
    Math.min(Math.max(value < 0 ? value + count : value, stride < 0 ? -1 : 0), stride < 0 ? count - 1 : count);
  const first = clamp(start === null ? (stride < 0 ? count - 1 : 0) : Number(start));
  const last = stop === null ? (stride < 0 ? -1 : count) : clamp(Number(stop));
  const total = Math.max(0, Math.ceil((last - first) / stride));
  if (total > mostIndices || total === 0) {
    throw new ArgumentError(`${path} expects a range of 1 to ${mostIndices} indices (received ${total})`);
  }
  return Array.from({ length: total }, (_, index) => first + index * stride);
}

/** The options of an operation by the names that they have here. */
export function optionsOfOperation(written: JsonRecord): Options {
  return Object.fromEntries(Object.entries(written).map(([option, value]) => [camelCase(option), value]));
}
