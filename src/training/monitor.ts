import { oneOf, receivedName } from '../arguments/names.js';
import { finite } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';
import type { NumbersFirst } from '../types/given-options.js';
import type { Callback, CallbackVerbosity, Training } from './callback.js';
import { type Direction, loggedValues } from './log-names.js';
import type { Logs } from './logs.js';
import { compiledState, type RuntimeModel } from './model-state.js';

/** The key of the name that a callback monitors, in its type. No value has it. */
declare const monitored: unique symbol;

/** A callback that monitors the number of this name in the logs of epochs. */
export interface Monitoring<out Monitored extends string> extends Callback {
  readonly kind: 'callback';
  readonly className: string;
  readonly [monitored]?: Monitored;
}

/** The value that a callback monitors. */
export interface MonitorOptions<Monitored extends string = string> {
  /**
   * The name in logs of the value to monitor. The default is `val_loss`. The compiler rejects one that a model does not
   * log, where it knows what `compile` has returned.
   */
  readonly monitor?: Written<Monitored>;
  /**
   * Whether the monitored value is to decrease or to increase. The default is `auto`, which depends on the loss or
   * metric.
   */
  readonly mode?: 'auto' | 'min' | 'max';
  /** Whether to write a line to the console for each action: 0 for no, 1 for yes. The default is 0. */
  readonly verbose?: CallbackVerbosity;
}

/** The numbers among these options. */
export interface MonitorNumbers extends NumbersFirst {
  readonly verbose: '0 or 1';
}

/** A name, but not the empty one that an editor finds where one is to be completed. */
type Written<Name extends string> = Name extends '' ? never : Name;

/** Tells whether a number that epochs log gets better. */
export interface Monitor {
  /** @throws ArgumentError if no epoch will log the number. */
  check(training: Pick<Training, 'model' | 'isValidated'>): void;
  /** The same before numbers are compared; throws as well if it cannot be known which are better. */
  begin(training: Pick<Training, 'model' | 'isValidated'>): void;
  /** The number; `undefined` for an epoch after which the model has not been evaluated on validation data. */
  valueIn(logs: object): number | undefined;
  /** Whether a number is better, by more than `minDelta`, than another one, or than none. */
  isImprovement(value: number, reference: number | null): boolean;
}

/** Watches a number; `owner` names the callback. */
export function createMonitor(owner: string, options: MonitorOptions, minDelta: number): Monitor {
  const { monitor = 'val_loss', mode = 'auto' } = options;
  oneOf(`${owner}: mode`, mode, ['auto', 'min', 'max']);
  const margin = Math.abs(finite(`${owner}: minDelta`, minDelta));
  let direction: Direction = mode === 'auto' ? 'min' : mode;

  return {
    check(training) {
      directionIn(training, owner, monitor);
    },
    begin(training) {
      const known = directionIn(training, owner, monitor);
      if (mode !== 'auto') return;
      if (known === null) {
        throw new ArgumentError(`${owner}: mode expects 'min' or 'max' for '${monitor}' (received 'auto')`);
      }
      direction = known;
    },
    // Logs are numbers by name, whatever names their type has.
    valueIn: (logs) => (logs as Partial<Logs>)[monitor],
    isImprovement(value, reference) {
      // As the first number, NaN would be better than nothing, and then nothing better than it.
      if (Number.isNaN(value)) return false;
      if (reference === null) return true;
      return direction === 'min' ? value + margin < reference : value - margin > reference;
    },
  };
}

function directionIn(
  { model, isValidated }: Pick<Training, 'model' | 'isValidated'>,
  owner: string,
  monitor: string,
): Direction | null {
  const logged = loggedValues(compiledState(model as RuntimeModel, owner).compiled);
  const ofValidation = logged.map(({ name, direction }) => ({ name: `val_${name}`, direction }));
  const available = isValidated ? [...logged, ...ofValidation] : logged;
  const found = available.find(({ name }) => name === monitor);
  if (found) return found.direction;
  const names = available.map(({ name }) => name);
  const received = ofValidation.some(({ name }) => name === monitor)
    ? `'${monitor}', without data to validate on`
    : receivedName(monitor, names);
  const choices = names.map((name) => `'${name}'`).join(', ');
  throw new ArgumentError(
    `${owner}: monitor expects a name that the model logs (received ${received})\nThe names are ${choices}.`,
  );
}
