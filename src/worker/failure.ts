import { ArgumentError, DataError, GraphError, MemoryError, ShapeError, StateError } from '../errors.js';

/** An error as a message. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** The number under which the thread that has thrown the error keeps it; `null` where it keeps none. */
  readonly origin: number | null;
}

const classes: Readonly<Record<string, new (message: string) => Error>> = {
  ArgumentError,
  DataError,
  GraphError,
  MemoryError,
  ShapeError,
  StateError,
  RangeError,
  SyntaxError,
  TypeError,
};

/** The key of the number of an error that another thread keeps. */
const origin: unique symbol = Symbol('origin');

/** What a call in a worker adds to the message of an error, which the call outside of it says in another way. */
const callOfWorker = /\n {4}in [^\n]*, called at [^\n]*$/;

/** The errors of a thread on their way to another one, and back: what has been thrown here arrives here as the same object. */
export class Failures {
  readonly #kept = new Map<number, unknown>();
  #count = 0;

  /** Keeps what has been thrown in this thread, for the case that it comes back. */
  keep(thrown: unknown): Failure {
    const number = this.#count++;
    this.#kept.set(number, thrown);
    return { ...this.toMessage(thrown), origin: number };
  }

  toMessage(thrown: unknown): Failure {
    if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown), stack: undefined, origin: null };
    const { name, message, stack } = thrown;
    const number = (thrown as { readonly [origin]?: number })[origin] ?? null;
    return { name, message: message.replace(callOfWorker, ''), stack, origin: number };
  }

  /** The error of a message, of the class that it had. */
  fromMessage({ name, message, stack, origin: number }: Failure): unknown {
    if (number !== null && this.#kept.has(number)) {
      const thrown = this.#kept.get(number);
      this.#kept.delete(number);
      return thrown;
    }
    const Class = Object.hasOwn(classes, name) ? classes[name] : undefined;
    const error = Class === undefined ? Object.assign(new Error(message), { name }) : new Class(message);
    if (stack !== undefined) error.stack = stack;
    return number === null ? error : Object.assign(error, { [origin]: number });
  }
}
