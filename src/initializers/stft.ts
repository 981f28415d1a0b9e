import { oneOf, receivedName } from '../arguments/names.js';
import { ArgumentError, ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { type InitializerFactory, initializerFactory } from './define-initializer.js';

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
const windowNames: readonly WindowName[] = [...Object.keys(cosineSums), ...Object.keys(shapes)] as WindowName[];

/**
 * The values of a window: how much each of `count` steps counts.
 *
 * @param isPeriodic whether the window goes on from its end where it starts, as if one step longer.
 */
function windowValues(name: WindowName, count: number, isPeriodic: boolean): Float32Array {
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

type STFTSide = 'real' | 'imag';
type STFTWindow = WindowName | readonly number[] | null;
type STFTScaling = 'density' | 'spectrum' | null;
type STFTArguments = [side: STFTSide, window: STFTWindow, scaling: STFTScaling, periodic: boolean];

export interface STFTOptions {
  /** Whether the kernel computes the real or the imaginary part. The default is `real`. */
  readonly side?: STFTSide;
  /** The window: its name, its values, or `null` for equal weights. The default is `hann`. */
  readonly window?: STFTWindow;
  /**
   * `density` divides the window by its norm, `spectrum` by the sum of its magnitudes, and `null` does not scale it.
   * The default is `density`.
   */
  readonly scaling?: STFTScaling;
  /** Whether the window is periodic, instead of symmetric. The default is `false`. */
  readonly periodic?: boolean;
}

/**
 * The kernel with which a convolution is a short-time Fourier transform: of shape (steps, 1, frequencies), for half of the
 * frequencies, of which the others are the conjugates.
 *
 * @example
 * Conv1D(129, 256, { strides: 128, useBias: false, kernelInitializer: STFT({ side: 'imag' }) });
 */
export const STFT: InitializerFactory<
  'stft',
  STFTOptions,
  STFTArguments,
  'STFT',
  ['side', 'window', 'scaling', 'periodic']
> = initializerFactory<Required<STFTOptions>, 'stft', STFTArguments, 'STFT', ['side', 'window', 'scaling', 'periodic']>(
  {
    className: 'STFT',
    identifier: 'stft',
    defaults: { side: 'real', window: 'hann', scaling: 'density', periodic: false },
    positional: ['side', 'window', 'scaling', 'periodic'],
    mixed: ['window', 'scaling'],
    create: (options) => {
      checkOptions(options);
      const wave = options.side === 'real' ? Math.cos : Math.sin;
      return (shape) => {
        const [steps, channels, frequencies] = shape as readonly [number, number, number];
        if (shape.length !== 3 || channels !== 1) {
          throw new ShapeError(`STFT expects a shape (steps, 1, frequencies) (received ${show(shape)})`);
        }
        const weights = scaledWindow(steps, options);
        const whole = 2 * (frequencies - 1);
        return Float32Array.from({ length: steps * frequencies }, (_, index) => {
          const step = Math.floor(index / frequencies);
          // Whole turns are left out, of which many would cost digits.
          const turns = ((step * (index % frequencies)) % whole) / whole;
          return wave(-2 * Math.PI * turns) * (weights[step] as number);
        });
      };
    },
  },
);

function checkOptions({ side, window, scaling }: Readonly<Required<STFTOptions>>): void {
  oneOf('STFT: side', side, ['real', 'imag']);
  if (scaling !== null) oneOf('STFT: scaling', scaling, ['density', 'spectrum']);
  const isList = Array.isArray(window) && window.every(Number.isFinite);
  if (window === null || isList || windowNames.includes(window as WindowName)) return;
  const names = windowNames.map((name) => `'${name}'`).join(', ');
  throw new ArgumentError(
    `STFT: window expects one of ${names}, a list of numbers, or null (received ${receivedName(window, windowNames)})`,
  );
}

function scaledWindow(
  steps: number,
  { window, scaling, periodic }: Required<Omit<STFTOptions, 'side'>>,
): ArrayLike<number> {
  if (window === null) return new Float32Array(steps).fill(1);
  const values = typeof window === 'string' ? windowValues(window, steps, periodic) : Float32Array.from(window);
  if (values.length !== steps) {
    throw new ShapeError(`STFT: window expects ${steps} values (received ${values.length})`);
  }
  const norms = {
    density: () => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)),
    spectrum: () => values.reduce((sum, value) => sum + Math.abs(value), 0),
  };
  const norm = scaling === null ? 1 : norms[scaling]();
  return values.map((value) => value / norm);
}
