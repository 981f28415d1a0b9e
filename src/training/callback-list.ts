import { DataError } from '../errors.js';
import type { Callback, Hook, PlainData, Training } from './callback.js';

/** The state of a callback in a backup. */
export interface CallbackState {
  /** The name of its class; `null` for one of a user's own. */
  readonly className: string | null;
  readonly state: PlainData;
}

/** The callbacks of a run as one, called in their order. */
export class CallbackList {
  readonly #callbacks: readonly Callback[];
  readonly #around: <Result>(hook: () => Promise<Result>) => Promise<Result>;

  /** @param around runs each hook, its promise included. */
  constructor(
    callbacks: readonly Callback[] = [],
    around: <Result>(hook: () => Promise<Result>) => Promise<Result> = (hook) => hook(),
  ) {
    this.#callbacks = callbacks;
    this.#around = around;
  }

  /** Whether any callback uses the logs of every batch, which have to be read from the device. */
  has(hook: Hook): boolean {
    return this.#callbacks.some((callback) => callback[hook] !== undefined);
  }

  /** The states of all callbacks, with what they are. */
  async backUp(training: Training): Promise<readonly CallbackState[]> {
    const states: CallbackState[] = [];
    for (const callback of this.#callbacks) {
      const state = await this.#around(async () => (await callback.onBackup?.(training)) ?? null);
      states.push({ className: callback.className ?? null, state });
    }
    return states;
  }

  /**
   * Resumes all callbacks from their states.
   *
   * @throws DataError if they are not those that the states are of.
   */
  async resume(states: readonly CallbackState[], training: Training): Promise<void> {
    const namesOf = (list: readonly { readonly className?: string | null }[]) =>
      list.map(({ className }) => className ?? 'a callback of your own').join(', ') || 'none';
    const [expected, present] = [namesOf(states), namesOf(this.#callbacks)];
    if (expected !== present) {
      throw new DataError(
        `fit: callbacks expects those of the training that is resumed: ${expected} (received ${present})`,
      );
    }
    for (const [index, callback] of this.#callbacks.entries()) {
      const { state } = states[index] as CallbackState;
      await this.#around(async () =>
        callback.onResume === undefined ? callback.onTrainBegin?.(training) : callback.onResume(state, training),
      );
    }
  }

  /** Calls a hook of every callback, one after the other. */
  async call<Name extends Hook>(hook: Name, ...given: Parameters<Required<Callback>[Name]>): Promise<void> {
    for (const callback of this.#callbacks) {
      // The compiler does not follow a union of hooks to the arguments of this one.
      const member = callback[hook] as ((...given: unknown[]) => unknown) | undefined;
      if (member !== undefined) await this.#around(async () => member.apply(callback, given));
    }
  }
}
