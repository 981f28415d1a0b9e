import type { Logs } from './logs.js';

/** How much `fit` says: `auto` a progress bar on a terminal and else one line per epoch; 0 nothing, 1 the bar, 2 the lines. */
export type Verbosity = 'auto' | 0 | 1 | 2;

/** Shows how far training is. */
export interface Progress {
  epochBegin(epoch: number, epochs: number, batchCount: number | null): void;
  /** `logs` are asked for only when they are shown. */
  batchEnd(done: number, logs: () => Logs): void;
  epochEnd(logs: Logs): void;
  /** Puts the terminal in order, whatever happened. */
  close(): void;
}

/** `loss: 0.1234 - accuracy: 0.9876` */
export function showLogs(logs: Logs): string {
  return Object.entries(logs)
    .map(
      ([name, value]) =>
        `${name}: ${Math.abs(value) > 1e-3 || value === 0 ? value.toFixed(4) : value.toExponential(4)}`,
    )
    .join(' - ');
}
