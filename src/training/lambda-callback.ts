import { receivedName } from '../arguments/one-of.js';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import type { Callback } from './callback.js';

/** Every hook once; one that is forgotten does not compile. */
const hooks: Readonly<Record<keyof Callback, true>> = {
  onTrainBegin: true,
  onEpochBegin: true,
  onTrainBatchBegin: true,
  onTrainBatchEnd: true,
  onEpochEnd: true,
  onTrainEnd: true,
  onTestBegin: true,
  onTestBatchBegin: true,
  onTestBatchEnd: true,
  onTestEnd: true,
  onPredictBegin: true,
  onPredictBatchBegin: true,
  onPredictBatchEnd: true,
  onPredictEnd: true,
};

/**
 * A callback of functions, whose names are checked. Where the compiler does that, the object alone is a callback as well.
 *
 * @throws ArgumentError if there is no such hook, or what is given for one is not a function.
 *
 * @example
 * const show = LambdaCallback({ onTrainBatchEnd: (batch, { loss }) => console.log(batch, loss) });
 * await model.fit(images, digits, { callbacks: [show] });
 */
export function LambdaCallback(given: Callback): Callback {
  const names = Object.keys(hooks);
  for (const [name, member] of Object.entries(given)) {
    if (!Object.hasOwn(hooks, name)) {
      const choices = names.map((hook) => `'${hook}'`).join(', ');
      throw new ArgumentError(`LambdaCallback expects hooks ${choices} (received ${receivedName(name, names)})`);
    }
    if (member !== undefined && typeof member !== 'function') {
      throw new ArgumentError(`LambdaCallback: ${name} expects a function (received ${received(member)})`);
    }
  }
  return Object.freeze({ ...given });
}
