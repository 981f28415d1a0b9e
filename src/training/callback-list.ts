import type { Callback } from './callback.js';

/** The name of something that happens in a run. */
type Hook = keyof Callback;

/** Several callbacks as one, called in their order. */
export class CallbackList {
  readonly #callbacks: readonly Callback[];

  constructor(callbacks: readonly Callback[] = []) {
    this.#callbacks = callbacks;
  }

  /** Whether anyone asks for this: logs of every batch have to be read from the device. */
  has(hook: Hook): boolean {
    return this.#callbacks.some((callback) => callback[hook] !== undefined);
  }

  /** Tells every callback, one after the other, what has happened. */
  async call<Name extends Hook>(hook: Name, ...given: Parameters<Required<Callback>[Name]>): Promise<void> {
    for (const callback of this.#callbacks) {
      // The compiler does not follow a union of hooks to the arguments of this one.
      const member = callback[hook] as ((...given: unknown[]) => void | Promise<void>) | undefined;
      await member?.apply(callback, given);
    }
  }
}
