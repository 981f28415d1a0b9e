import { type Progress, showLogs, type Verbosity } from './progress.js';

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
