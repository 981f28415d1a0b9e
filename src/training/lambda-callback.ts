import { receivedName } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';
import { type Callback, hookNames, ownCallback } from './callback.js';

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
  if (typeof given !== 'object' || given === null) {
    throw new ArgumentError(`LambdaCallback expects an object with hooks (received ${received(given)})`);
  }
  const names: readonly string[] = hookNames;
  for (const [name, member] of Object.entries(given)) {
    if (!names.includes(name)) {
      const choices = names.map((hook) => `'${hook}'`).join(', ');
      throw new ArgumentError(`LambdaCallback expects hooks ${choices} (received ${receivedName(name, names)})`);
    }
    if (member !== undefined && typeof member !== 'function') {
      throw new ArgumentError(`LambdaCallback: ${name} expects a function (received ${received(member)})`);
    }
  }
  return ownCallback('LambdaCallback', { ...given });
}
