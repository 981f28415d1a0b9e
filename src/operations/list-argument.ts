import type { Checked } from '../graph/tensors.js';
import type { Mismatch } from '../types/mismatch.js';

/** A list of tensors, one of which may be to blame; nothing of it is where the axis is. */
export type ListArgument<Given, Outcome> = [Outcome] extends [Mismatch<string, 'axis'>]
  ? Given
  : Checked<Given, Outcome>;
