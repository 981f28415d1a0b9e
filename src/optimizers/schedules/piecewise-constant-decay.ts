import { nonNegative } from '../../arguments/number.js';
import { received } from '../../arguments/received.js';
import { ArgumentError } from '../../errors.js';
import { defineSchedule, type ScheduleFactory } from './define-schedule.js';
import type { Schedule } from './schedule.js';

export interface PiecewiseConstantDecayOptions {
  /** The last step of each learning rate but the last one, in rising order. */
  readonly boundaries: readonly number[];
  /** The learning rates: one more than boundaries. */
  readonly values: readonly number[];
}

const className = 'PiecewiseConstantDecay';

const make = defineSchedule<PiecewiseConstantDecayOptions>({
  className,
  name: 'PiecewiseConstant',
  defaults: { boundaries: undefined, values: undefined },
  checkOptions: ({ boundaries, values }) => {
    checkNumbers('boundaries', boundaries);
    checkNumbers('values', values);
    for (const value of values) nonNegative(`${className}: values`, value);
    boundaries.forEach((boundary, index) => {
      const before = boundaries[index - 1] ?? Number.NEGATIVE_INFINITY;
      if (before < boundary) return;
      throw new ArgumentError(
        `${className}: boundaries expects numbers in rising order (received ${boundary} after ${before})`,
      );
    });
    if (values.length === boundaries.length + 1) return;
    throw new ArgumentError(
      `${className}: values expects one number more than boundaries (received ${values.length} values, ` +
        `${boundaries.length} boundaries)`,
    );
  },
  rate: (iteration, { boundaries, values }) => {
    const place = boundaries.findIndex((boundary) => iteration <= boundary);
    return values.at(place) as number;
  },
});

/**
 * A learning rate that changes at certain steps.
 *
 * @example
 * SGD({ learningRate: PiecewiseConstantDecay({ boundaries: [1000, 2000], values: [0.1, 0.05, 0.01] }) });
 */
export const PiecewiseConstantDecay: ScheduleFactory<PiecewiseConstantDecayOptions> = (options): Schedule =>
  make({ ...options, boundaries: ownList(options.boundaries), values: ownList(options.values) });

/** A list that the caller cannot change later. */
function ownList(list: readonly number[]): readonly number[] {
  return Array.isArray(list) ? Object.freeze([...list]) : list;
}

function checkNumbers(name: string, list: unknown): void {
  if (Array.isArray(list) && list.every((item) => Number.isFinite(item))) return;
  throw new ArgumentError(`${className}: ${name} expects an array of finite numbers (received ${received(list)})`);
}
