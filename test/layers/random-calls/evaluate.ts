import * as library from 'tupleflow';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';

/** What can be called by name in a text: everything that is exported. */
export const scope: readonly string[] = Object.keys(library);
const values = Object.values(library);

/** What a call in the source text of TypeScript gives. */
export function evaluate(text: string): SymbolicTensor | readonly SymbolicTensor[] {
  return new Function(...scope, `return ${text}`)(...values) as SymbolicTensor | readonly SymbolicTensor[];
}

/** The tensors where data comes in, found from where it comes out. */
export function inputsOf(output: SymbolicTensor): readonly SymbolicTensor[] {
  const { inputs } = output.producer;
  return inputs.length === 0 ? [output] : [...new Set(inputs.flatMap(inputsOf))];
}
