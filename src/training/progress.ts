import type { Logs } from './tracker.js';

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

const silent: Progress = { epochBegin() {}, batchEnd() {}, epochEnd() {}, close() {} };

/** The progress for a verbosity, where this program runs. */
export async function createProgress(verbose: Verbosity = 'auto'): Promise<Progress> {
  const isTerminal = typeof process !== 'undefined' && process.stdout?.isTTY === true;
  if (verbose === 0) return silent;
  if (verbose === 1 || (verbose === 'auto' && isTerminal)) return (await import('./progress-bar.js')).progressBar();
  return progressLines();
}

/** One line for each epoch, at its end. */
function progressLines(): Progress {
  let title = '';
  let start = 0;
  return {
    epochBegin(epoch, epochs) {
      title = `Epoch ${epoch + 1}/${epochs}`;
      start = performance.now();
    },
    batchEnd() {},
    epochEnd(logs) {
      console.log(`${title} - ${((performance.now() - start) / 1000).toFixed(1)}s - ${showLogs(logs)}`);
    },
    close() {},
  };
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
