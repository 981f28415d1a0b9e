import { ArgumentError } from '../errors.js';
import { type Failure, Failures } from './failure.js';

/** What one thread sends messages to another one by. */
export interface Port {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  /** @param onEnd called when the other thread ends by itself, with the reason in words. */
  listen(onMessage: (message: unknown) => void, onEnd: (reason: string) => void): void;
  /** Says whether the program has to wait for the other thread: one that nobody waits for does not keep a program alive. */
  hold(isWaiting: boolean): void;
}

/** A value for another thread, with the memory that goes there. */
export interface Parcel<Value = unknown> {
  readonly value: Value;
  readonly transfer: readonly ArrayBuffer[];
}

/** A value without memory that is transferred. */
export function plain<Value>(value: Value): Parcel<Value> {
  return { value, transfer: [] };
}

/** What a thread answers, by the name of the question. */
export type Answers = Readonly<Record<string, (value: never) => Promise<Parcel> | Parcel>>;

type Message =
  | { readonly kind: 'question'; readonly id: number; readonly name: string; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One end of a connection between two threads, each of which asks the other, and answers. */
export class Link {
  readonly failures: Failures = new Failures();
  readonly #port: Port;
  readonly #answers: Answers;
  readonly #keepsErrors: boolean;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;
  #end: Error | undefined;

  /**
   * @param keepsErrors whether errors that are thrown while this thread answers come back as the same objects.
   * @param onEnd makes the error of all calls that wait when the other thread has ended.
   */
  constructor(port: Port, answers: Answers, keepsErrors: boolean, onEnd: (reason: string) => Error) {
    this.#port = port;
    this.#answers = answers;
    this.#keepsErrors = keepsErrors;
    port.listen(
      (message) => void this.#receive(message as Message),
      (reason) => this.close(onEnd(reason)),
    );
  }

  /** Asks the other thread; rejects with what it has thrown, or when it has ended. */
  ask<Answer>(name: string, { value, transfer }: Parcel): Promise<Answer> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    const id = this.#count++;
    return new Promise<Answer>((resolve, reject) => {
      // Whoever asks knows the type of the answer.
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#port.hold(true);
      try {
        this.#port.post({ kind: 'question', id, name, value } satisfies Message, transfer);
      } catch (error) {
        this.#settle(id);
        reject(uncloneable(error));
      }
    });
  }

  /** Ends the connection: calls that wait are rejected, and so are later ones. */
  close(error: Error): void {
    if (this.#end !== undefined) return;
    this.#end = error;
    for (const [id, { reject }] of [...this.#waiting]) {
      this.#settle(id);
      reject(error);
    }
  }

  async #receive(message: Message): Promise<void> {
    if (message.kind === 'question') return this.#answer(message.id, message.name, message.value);
    const waiting = this.#settle(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(this.failures.fromMessage(message.failure));
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#port.hold(false);
    return waiting;
  }

  async #answer(id: number, name: string, given: unknown): Promise<void> {
    // Each answers a question of one type, which has its name.
    const answer = this.#answers[name] as ((value: unknown) => Promise<Parcel> | Parcel) | undefined;
    try {
      const { value, transfer } = (await answer?.(given)) ?? plain(undefined);
      if (this.#end === undefined) this.#port.post({ kind: 'answer', id, value } satisfies Message, transfer);
    } catch (error) {
      if (this.#end !== undefined) return;
      const { failures } = this;
      const failure = this.#keepsErrors ? failures.keep(error) : failures.toMessage(error);
      this.#port.post({ kind: 'failure', id, failure } satisfies Message, []);
    }
  }
}

/** The error for what cannot be sent, which engines say in words of their own. */
function uncloneable(error: unknown): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  return new ArgumentError(`a model in a worker expects arguments that can be sent there (received others: ${reason})`);
}
