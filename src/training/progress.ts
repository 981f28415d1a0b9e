import { ArgumentError, received } from '../errors.js';
import type { Logs } from './logs.js';

/**
 * How much a run writes to the console: 0 for nothing, 1 for a progress bar, 2 for one line for each epoch. `'auto'` is 1 on a
 * terminal, and elsewhere 2 for `fit` and nothing for `evaluate` and `predict`.
 */
export type Verbosity = 'auto' | 0 | 1 | 2;

/** @throws ArgumentError if `given` is not a {@link Verbosity}. */
export function checkVerbosity(argument: string, given: unknown): void {
  if (['auto', 0, 1, 2].includes(given as Verbosity)) return;
  throw new ArgumentError(`${argument} expects 'auto', 0, 1 or 2 (received ${received(given)})`);
}

/** Shows how far a run is. */
export interface Progress {
  /** @param title what the bar or the line begins with: `Epoch 1/5`; nothing where it is ''. */
  begin(title: string, batchCount: number | null): void;
  /** `logs` are asked for only when they are shown. */
  batchEnd(done: number, logs: () => Partial<Logs> | Promise<Partial<Logs>>): void | Promise<void>;
  end(logs: Partial<Logs>): void;
  /** Restores the terminal, in any case. */
  close(): void;
}

/** The part of a terminal that a progress bar is written to: Node's `process.stdout` is one. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const silent: Progress = { begin() {}, batchEnd() {}, end() {}, close() {} };

/** The progress for a verbosity, where this program runs. */
export function createProgress(verbose: Verbosity | undefined, call: 'fit' | 'evaluate' | 'predict'): Progress {
  const terminal: Terminal | undefined = typeof process === 'undefined' ? undefined : process.stdout;
  const isTerminal = terminal?.isTTY === true;
  if (verbose === 0 || (call !== 'fit' && !isTerminal && (verbose ?? 'auto') === 'auto')) return silent;
  if (verbose === 2 || terminal === undefined || (verbose !== 1 && !isTerminal)) return progressLines();
  return progressBar(terminal);
}

/** One line for each epoch, at its end. */
function progressLines(): Progress {
  let title = '';
  let start = 0;
  let count = '';
  return {
    begin(text) {
      title = text;
      start = performance.now();
    },
    batchEnd(done) {
      count = done === 1 ? '1 batch' : `${done} batches`;
    },
    end(logs) {
      console.log(joined([title === '' ? count : title, showSeconds(performance.now() - start, 1), showLogs(logs)]));
    },
    close() {},
  };
}

/** How often running metrics are read from the device for the eye, in milliseconds. */
const refreshInterval = 100;

/**
 * A bar with the time left and running metrics: `12/50 [=====>....] 3s left - loss: 0.1234`. What does not fit one line of the
 * terminal goes on in the next ones, which are written again as a whole, in the width that the terminal then has.
 */
export function progressBar(terminal: Terminal): Progress {
  let count: number | null = null;
  let [start, lastShown, done] = [0, 0, 0];
  /** The lines that stand on the terminal. */
  let shown: readonly string[] = [];
  const show = (isOver: boolean, logs: Partial<Logs>) => {
    const elapsed = performance.now() - start;
    const columns = terminal.isTTY ? (terminal.columns ?? 80) : Number.POSITIVE_INFINITY;
    const lines = progressText({ done, count, elapsed, isOver }, logs, columns);
    terminal.write(`${terminal.isTTY ? erased(shown, columns) : ''}${lines.join('\n')}${isOver ? '\n' : ''}`);
    shown = isOver ? [] : lines;
  };
  return {
    begin(title, batchCount) {
      if (title !== '') console.log(title);
      [count, done, start] = [batchCount, 0, performance.now()];
      lastShown = start;
      if (terminal.isTTY) show(false, {});
    },
    batchEnd(batches, logs) {
      done = batches;
      const now = performance.now();
      if (!terminal.isTTY || now - lastShown < refreshInterval) return;
      lastShown = now;
      const asked = logs();
      if (asked instanceof Promise) return asked.then((read) => show(false, read));
      show(false, asked);
    },
    end(logs) {
      show(true, logs);
    },
    close() {
      if (shown.length > 0) terminal.write('\n');
      shown = [];
    },
  };
}

/** What takes away the lines that have been written last: in a terminal that is narrower by now, they are more. */
function erased(lines: readonly string[], columns: number): string {
  if (lines.length === 0) return '';
  const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
  const escape = String.fromCharCode(27);
  return `\r${rows > 1 ? `${escape}[${rows - 1}A` : ''}${escape}[J`;
}

interface State {
  readonly done: number;
  /** `null` where it is not known before the end. */
  readonly count: number | null;
  /** In milliseconds. */
  readonly elapsed: number;
  readonly isOver: boolean;
}

/** A progress bar and logs, in lines of at most `columns` characters. */
export function progressText(state: State, logs: Partial<Logs>, columns: number): readonly string[] {
  const { done, count, elapsed, isOver } = state;
  const time = isOver
    ? showSeconds(elapsed)
    : `${done === 0 ? '?' : showSeconds(((count ?? done) - done) * (elapsed / done))} left`;
  const progress =
    count === null ? `${done}` : `${done}/${count} ${bar(done / count, Math.max(5, Math.min(30, columns - 25)))}`;
  const items = [`${progress} ${count === null && !isOver ? showSeconds(elapsed) : time}`, ...logItems(logs)];
  const lines: string[] = [];
  for (const item of items) {
    const line = lines.at(-1);
    const longer = line === undefined ? item : `${line} - ${item}`;
    if (line === undefined || longer.length >= columns) lines.push(item);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function bar(share: number, size: number): string {
  const filled = Math.min(size, Math.floor(share * size));
  return `[${filled < size ? `${'='.repeat(filled)}>`.padEnd(size, '.') : '='.repeat(size)}]`;
}

function showSeconds(milliseconds: number, digits = 0): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(digits)}s`;
  return `${Math.floor(seconds / 60)}m ${Math.floor(seconds % 60)}s`;
}

/** `loss: 0.1234 - accuracy: 0.9876` */
function showLogs(logs: Partial<Logs>): string {
  return logItems(logs).join(' - ');
}

function logItems(logs: Partial<Logs>): readonly string[] {
  const entries = Object.entries(logs) as (readonly [string, number])[];
  return entries.map(([name, value]) => {
    const isPlain = Math.abs(value) > 1e-3 || value === 0 || !Number.isFinite(value);
    return `${name}: ${isPlain ? value.toFixed(4) : value.toExponential(4)}`;
  });
}

function joined(items: readonly string[]): string {
  return items.filter((item) => item !== '').join(' - ');
}
