import { ArgumentError, DataError } from '../errors.js';
import { show } from '../types/shape.js';
import type { Images, Pixels } from './labelled-images.js';

/**
 * Images whose pixels from 0 to 255 are brought to 0 to 1, as models learn best from.
 *
 * @param images Images whose pixels are integers from 0 to 255.
 *
 * @example
 * const images = scalePixels(mnist.train.images);
 */
export function scalePixels<Rows extends number, Columns extends number>(
  images: Images<Pixels, Rows, Columns>,
): Images<Float32Array, Rows, Columns> {
  return { data: Float32Array.from(images.data, (pixel) => pixel / 255), shape: images.shape };
}

/**
 * Images of another size, by bilinear interpolation between the centres of their pixels; beyond the outermost centres,
 * the outermost pixels continue.
 *
 * The same as TensorFlow's `resize_bilinear` with `half_pixel_centers`: a smaller image is sampled, not averaged.
 *
 * @param images The images to resize.
 * @param size The number of rows and columns of the output, in pixels.
 * @throws ArgumentError if the size is not two positive integers.
 * @throws DataError if the images have no pixels, or not as many as their shape says.
 *
 * @example
 * const images = resizeImages(digits.images, [28, 28]); // (1797, 8, 8) to (1797, 28, 28)
 */
export function resizeImages<const Rows extends number, const Columns extends number>(
  images: Images,
  size: readonly [rows: Rows, columns: Columns],
): Images<Float32Array, Rows, Columns> {
  const [count, inputRows, inputColumns] = checkedShape(images);
  const [rows, columns] = checkedSize(size);
  const rowSamples = samples(inputRows, rows);
  const columnSamples = samples(inputColumns, columns);
  const { data } = images;
  const resized = new Float32Array(count * rows * columns);
  let written = 0;
  for (let image = 0; image < count; image++) {
    for (const row of rowSamples) {
      const above = (image * inputRows + row.before) * inputColumns;
      const below = (image * inputRows + row.after) * inputColumns;
      for (const column of columnSamples) {
        const top = between(data[above + column.before], data[above + column.after], column.fraction);
        const bottom = between(data[below + column.before], data[below + column.after], column.fraction);
        resized[written++] = between(top, bottom, row.fraction);
      }
    }
  }
  return { data: resized, shape: [count, rows, columns] };
}

/** Where one output pixel lies on an axis of the input: between two pixels, `fraction` of the way to the second. */
interface Sample {
  readonly before: number;
  readonly after: number;
  readonly fraction: number;
}

function samples(inputSize: number, outputSize: number): readonly Sample[] {
  return Array.from({ length: outputSize }, (_, index) => {
    const centre = ((index + 0.5) * inputSize) / outputSize - 0.5;
    const position = Math.min(Math.max(centre, 0), inputSize - 1);
    const before = Math.floor(position);
    return { before, after: Math.min(before + 1, inputSize - 1), fraction: position - before };
  });
}

function between(first = 0, second = 0, fraction: number): number {
  return first + (second - first) * fraction;
}

function checkedShape({ data, shape }: Images): Images['shape'] {
  const [count, rows, columns] = shape;
  if (rows > 0 && columns > 0 && data.length === count * rows * columns) return shape;
  throw new DataError(
    `resizeImages: images expects as many pixels as its shape ${show(shape)} says, and at least one an image ` +
      `(received ${data.length})`,
  );
}

function checkedSize<const Size extends readonly [number, number]>(size: Size): Size {
  if (size.length === 2 && size.every((length) => Number.isSafeInteger(length) && length > 0)) return size;
  throw new ArgumentError(`resizeImages: size expects two positive integers (received ${show(size)})`);
}
