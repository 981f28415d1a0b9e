import { oneOf } from '../arguments/one-of.js';

/** Whether a callback says what it does: 1 for yes, 0 for no. */
export type CallbackVerbosity = 0 | 1;

/** What says what a callback does in an epoch, counted from 0, if it is to say so. */
export function announcer(owner: string, verbose: CallbackVerbosity): (epoch: number, text: string) => void {
  oneOf(`${owner}: verbose`, `${verbose}`, ['0', '1']);
  return (epoch, text) => {
    if (verbose === 1) console.log(`Epoch ${epoch + 1}: ${owner} ${text}`);
  };
}
