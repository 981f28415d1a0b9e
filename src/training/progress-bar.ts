import { Presets, SingleBar } from 'cli-progress';
import { type Progress, showLogs } from './progress.js';
import type { Logs } from './tracker.js';

/** How often running metrics are read from the device for the eye, in milliseconds. */
const refreshInterval = 100;

/** A bar with the time left and running metrics, one for each epoch. */
export function progressBar(): Progress {
  let bar: SingleBar | undefined;
  let lastShown = 0;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    epochBegin(epoch, epochs, batchCount) {
      console.log(`Epoch ${epoch + 1}/${epochs}`);
      const total = batchCount === null ? '?' : '{total}';
      bar = new SingleBar(
        { format: `{value}/${total} [{bar}] {left} - {logs}`, etaBuffer: 50, hideCursor: true, stopOnComplete: false, stream: process.stdout, noTTYOutput: true },
        Presets.legacy,
      );
      bar.start(batchCount ?? 0, 0, { logs: '', left: '' });
      lastShown = 0;
    },
    batchEnd(done, logs) {
      const now = performance.now();
      if (now - lastShown < refreshInterval) return;
      lastShown = now;
      bar?.update(done, { logs: showLogs(logs()), left: `{eta_formatted} left` });
    },
    epochEnd(logs: Logs) {
      bar?.update(bar.getTotal(), { logs: showLogs(logs), left: '' });
      stop();
    },
    close: stop,
  };
}
