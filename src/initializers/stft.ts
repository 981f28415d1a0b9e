import { oneOf, receivedName } from '../arguments/one-of.js';
import { ArgumentError, ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { type InitializerFactory, initializerFactory } from './define-initializer.js';
import { type WindowName, windowNames, windowValues } from './window.js';

type STFTSide = 'real' | 'imag';
type STFTWindow = WindowName | readonly number[] | null;
type STFTScaling = 'density' | 'spectrum' | null;
type STFTArguments = [side: STFTSide, window: STFTWindow, scaling: STFTScaling, periodic: boolean];

export interface STFTOptions {
  /** Whether the kernel computes the real or the imaginary part; `'real'` unless given. */
  readonly side?: STFTSide;
  /** The weights of the steps: the name of a window, its values, or `null` for equal ones; `'hann'` unless given. */
  readonly window?: STFTWindow;
  /** Whether the window is divided by its norm, by the sum of its magnitudes, or not at all; `'density'`, for the norm, unless given. */
  readonly scaling?: STFTScaling;
  /** Whether the window is periodic, not symmetric; `false` unless given. */
  readonly periodic?: boolean;
}

/**
 * The kernel with which a convolution is a short-time Fourier transform: of shape (steps, 1, frequencies), for half of the
 * frequencies, of which the others are the conjugates.
 *
 * @example
 * Conv1D(129, 256, { strides: 128, useBias: false, kernelInitializer: STFT({ side: 'imag' }) });
 */
export const STFT: InitializerFactory<'stft', STFTOptions, STFTArguments> = initializerFactory<
  Required<STFTOptions>,
  'stft',
  STFTArguments
>({
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
});

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
