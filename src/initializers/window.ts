/** The windows that are sums of cosines, by their coefficients. */
const cosineSums = {
  boxcar: [1],
  hann: [0.5, 0.5],
  hamming: [0.54, 0.46],
  blackman: [0.42, 0.5, 0.08],
  blackmanharris: [0.35875, 0.48829, 0.14128, 0.01168],
  nuttall: [0.3635819, 0.4891775, 0.1365995, 0.0106411],
  flattop: [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
} as const;

/** Those that are not, by their value at a place from 0 to 1. */
const shapes = {
  bartlett: (place: number): number => 1 - Math.abs(2 * place - 1),
  cosine: (place: number, length: number): number => Math.sin((Math.PI * (place * (length - 1) + 0.5)) / length),
} as const;

/** The name of a window, as in SciPy. */
export type WindowName =
  | 'boxcar'
  | 'hann'
  | 'hamming'
  | 'blackman'
  | 'blackmanharris'
  | 'nuttall'
  | 'flattop'
  | 'bartlett'
  | 'cosine';

/** The names of all windows. */
export const windowNames: readonly WindowName[] = [...Object.keys(cosineSums), ...Object.keys(shapes)] as WindowName[];

/**
 * The values of a window: how much each of `count` steps counts.
 *
 * @param isPeriodic whether the window goes on from its end where it starts, as if one step longer.
 */
export function windowValues(name: WindowName, count: number, isPeriodic: boolean): Float32Array {
  const length = isPeriodic ? count + 1 : count;
  if (length === 1) return new Float32Array(count).fill(1);
  return Float32Array.from({ length: count }, (_, step) => valueAt(name, step / (length - 1), length));
}

function valueAt(name: WindowName, place: number, length: number): number {
  if (name === 'bartlett' || name === 'cosine') return shapes[name](place, length);
  const coefficients: readonly number[] = cosineSums[name];
  const signed = coefficients.map((value, order) => (order % 2 === 0 ? value : -value));
  return signed.reduce((sum, value, order) => sum + value * Math.cos(2 * Math.PI * order * place), 0);
}
