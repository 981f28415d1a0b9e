import progress, { type GenericFormatter, type SingleBar } from 'cli-progress';
import type { Logs } from './logs.js';
import { type Progress, showLogs } from './progress.js';

/** How often running metrics are read from the device for the eye, in milliseconds. */
const refreshInterval = 100;

/** What the bar is told beside how far it is. */
interface Payload {
  /** `null` where it is not known before the end. */
  readonly batchCount: number | null;
  readonly isOver: boolean;
  readonly logs: string;
}

/** `12/50 [=====>....] 3s left - loss: 0.1234`; once the epoch is over, the time that it took. */
const format: GenericFormatter = (options, { value, total, progress: done, eta, startTime }, payload) => {
  const { batchCount, isOver, logs } = payload as Payload;
  const time = isOver
    ? showSeconds((Date.now() - startTime) / 1000)
    : `${Number.isFinite(eta) ? showSeconds(eta) : '?'} left`;
  const count = batchCount === null ? `${value}` : `${value}/${total} [${progress.Format.BarFormat(done, options)}]`;
  return [`${count} ${time}`, logs].filter((part) => part !== '').join(' - ');
};

function showSeconds(seconds: number): string {
  return seconds < 60 ? `${Math.round(seconds)}s` : `${Math.floor(seconds / 60)}m ${Math.round(seconds % 60)}s`;
}

/** A bar with the time left and running metrics, one for each epoch. */
export function progressBar(): Progress {
  let bar: SingleBar | undefined;
  let count: number | null = null;
  let lastShown = 0;
  let seen = 0;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    epochBegin(epoch, epochs, batchCount) {
      console.log(`Epoch ${epoch + 1}/${epochs}`);
      count = batchCount;
      seen = 0;
      lastShown = performance.now();
      bar = new progress.SingleBar(
        { format, barsize: 30, etaBuffer: 50, hideCursor: true, noTTYOutput: true, stream: process.stdout },
        progress.Presets.legacy,
      );
      bar.start(batchCount ?? 0, 0, { batchCount, isOver: false, logs: '' });
    },
    batchEnd(done, logs) {
      seen = done;
      const now = performance.now();
      if (now - lastShown < refreshInterval) return;
      lastShown = now;
      bar?.update(done, { batchCount: count, isOver: false, logs: showLogs(logs()) });
    },
    epochEnd(logs: Logs) {
      bar?.update(seen, { batchCount: count, isOver: true, logs: showLogs(logs) });
      stop();
    },
    close: stop,
  };
}
