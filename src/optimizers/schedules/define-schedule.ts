import { completeOptions } from '../../arguments/complete-options.js';
import type { Schedule } from './schedule.js';

/** The options that every schedule takes. */
export interface ScheduleOptions {
  /** What Keras calls it in graphs; it changes nothing. */
  readonly name?: string;
}

/** Makes a schedule of options, some of which have defaults. */
export type ScheduleFactory<Options extends object> = (options: Options & ScheduleOptions) => Schedule;

/** What sets a schedule apart from others. */
interface ScheduleDefinition<Options extends object> {
  readonly className: string;
  /** Keras' name for those without one of their own; that of the class unless given. */
  readonly name?: string;
  /** All options; `undefined` for those that have to be given. */
  readonly defaults: { readonly [Name in keyof Options]-?: Options[Name] | undefined };
  /** Throws if an option is missing, or out of its range. */
  checkOptions(options: Readonly<Required<Options>>): void;
  /** The learning rate after so many steps. */
  rate(iteration: number, options: Readonly<Required<Options>>): number;
}

/** Makes the factory of a schedule of what sets it apart. */
export function defineSchedule<Options extends object>({
  className,
  name = className,
  defaults,
  checkOptions,
  rate,
}: ScheduleDefinition<Options>): ScheduleFactory<Options> {
  return (given) => {
    const options = completeOptions<object>(className, { ...defaults, name }, given) as Readonly<Required<Options>>;
    checkOptions(options);
    const schedule = (iteration: number) => rate(iteration, options);
    return Object.freeze(
      Object.assign(schedule, {
        kind: 'schedule' as const,
        className,
        options: options as Readonly<Record<string, unknown>>,
      }),
    );
  };
}
