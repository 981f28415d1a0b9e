import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TypeOf } from '../graph/tensors.js';
import type { DType } from '../types/dtype.js';
import type { Fill } from '../types/message.js';
import { expectation, type Mismatch, mismatch } from '../types/mismatch.js';

const expected = 'integers, of dtype int32';

/** The outcome, where a tensor has integers; else it is to blame. */
export type CheckedIntegers<Owner extends string, Given extends SymbolicTensor, At extends string, Outcome> =
  TypeOf<Given> extends 'int32'
    ? Outcome
    : Mismatch<Fill<typeof expectation, { layer: Owner; expected: typeof expected; received: TypeOf<Given> }>, At>;

/** The same at run time. */
export function checkIntegers(owner: string, type: DType): void {
  if (type !== 'int32') mismatch(expectation, { layer: owner, expected, received: type });
}
