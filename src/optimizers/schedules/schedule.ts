import { completeOptions } from '../../arguments/options.js';
import { withPositional } from '../../arguments/positional.js';

/**
 * A learning rate that follows from the number of steps done: an optimizer's `learningRate`.
 *
 * @example
 * const schedule = ExponentialDecay(0.1, 1000, 0.9);
 * schedule(1000); // 0.09
 */
export interface Schedule {
  (iteration: number): number;
  readonly kind: 'schedule';
  /** Keras' name for the class: `ExponentialDecay`. */
  readonly className: string;
  /** All options, which make an equal schedule when they are given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The options that every schedule has. */
export interface ScheduleOptions {
  /** The name of the schedule, which has no effect. The default is the name of the class. */
  readonly name?: string;
}

/** Makes a schedule. The arguments in `Positional` are required: by position, or as options. */
export type ScheduleFactory<Options extends object, Positional extends readonly unknown[] = []> = <
  const First = Positional[0] | (Options & ScheduleOptions),
>(
  /** The first of the positional options, or an object with all options. */
  first: [First] extends [Positional[0]] ? First : Options & ScheduleOptions,
  /** The other positional options in order, then an object with the others. */
  ...rest: [First] extends [never]
    ? []
    : [First] extends [Positional[0]]
      ? After<Positional, Partial<Options> & ScheduleOptions>
      : []
) => Schedule;

type After<Positional extends readonly unknown[], Options> = Positional extends readonly [unknown, ...infer Rest]
  ? [...Rest, options?: Options]
  : [];

/** The definition of a schedule. */
interface ScheduleDefinition<Options extends object> {
  readonly className: string;
  /** Keras' name for schedules without a name; that of the class by default. */
  readonly name?: string;
  /** All options; `undefined` for those that are required. */
  readonly defaults: { readonly [Name in keyof Options]-?: Options[Name] | undefined };
  /** The options that come first, by position. */
  readonly positional: readonly (keyof Options & string)[];
  /** The options that are lists, which are copied so that the caller cannot change them later. */
  readonly lists?: readonly (keyof Options & string)[];
  /** Throws if an option is missing, or out of its range. */
  checkOptions(options: Readonly<Required<Options>>): void;
  /** The learning rate after so many steps. */
  rate(iteration: number, options: Readonly<Required<Options>>): number;
}

/** Makes the factory of a schedule. */
export function defineSchedule<Options extends object, Positional extends readonly unknown[]>({
  className,
  name = className,
  defaults,
  positional,
  lists = [],
  checkOptions,
  rate,
}: ScheduleDefinition<Options>): ScheduleFactory<Options, Positional> {
  return withPositional<ScheduleFactory<Options, Positional>, object>(className, positional, (given): Schedule => {
    const copied = Object.entries(given).map(([option, value]: [string, unknown]) => {
      const isList = (lists as readonly string[]).includes(option) && Array.isArray(value);
      return [option, isList ? Object.freeze([...value]) : value];
    });
    const complete = completeOptions<object>(className, { ...defaults, name }, Object.fromEntries(copied));
    const options = complete as Readonly<Required<Options>>;
    checkOptions(options);
    return Object.freeze(
      Object.assign((iteration: number) => rate(iteration, options), {
        kind: 'schedule' as const,
        className,
        options: options as Readonly<Record<string, unknown>>,
      }),
    );
  });
}
