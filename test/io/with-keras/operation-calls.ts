import type { GoldenCall } from '../../operations/golden-calls.js';

/** Whether a model of a call can be stored: constants are no nodes in Keras' graphs, and outputs are of batches. */
export function isStored({ call, inputs, outputs }: GoldenCall): boolean {
  if (/\b(arange|eye|full|identity|linspace|ones|tri|zeros)\(|Infinity|meshgrid\(\[a\]/.test(call)) return false;
  const [batch] = inputs[0]?.shape ?? [];
  return [...inputs, ...outputs].every(({ shape }) => shape[0] === batch);
}
