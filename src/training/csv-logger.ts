import { completeOptions } from '../arguments/options.js';
import { importOptional } from '../backends/node-modules.js';
import { ArgumentError, DataError, received, TupleflowError } from '../errors.js';
import { type Callback, ownCallback, type PlainData, type Training } from './callback.js';
import { namesOfLogs } from './log-names.js';
import type { Logs } from './logs.js';
import { compiledState, type RuntimeModel } from './model-state.js';

export interface CSVLoggerOptions {
  /** The character between columns. The default is a comma. */
  readonly separator?: string;
  /** Whether to append rows to a file that exists, instead of replacing it. The default is `false`. */
  readonly append?: boolean;
}

/**
 * Writes the logs of every epoch to a file, as a row of comma-separated values: at once, so that they are there whatever
 * happens to training. What an epoch does not log is `NA`. Only for Node.
 *
 * @param path The path of the file.
 * @throws DataError as training begins, if the file to add to has other columns.
 *
 * @example
 * await model.fit(images, digits, { epochs: 20, callbacks: [CSVLogger('training.csv')] });
 */
export function CSVLogger(path: string, options: CSVLoggerOptions = {}): Callback {
  const { separator, append } = completeOptions('CSVLogger', { separator: ',', append: false }, options);
  if (separator.length !== 1) {
    throw new ArgumentError(`CSVLogger: separator expects one character (received ${received(separator)})`);
  }
  const line = (fields: readonly (string | number)[]) =>
    `${fields.map((field) => quoted(String(field), separator)).join(separator)}\n`;
  if (typeof path !== 'string' || path === '') {
    throw new ArgumentError(`CSVLogger: path expects the path of a file (received ${received(path)})`);
  }
  let names: readonly string[] = [];
  /** The number of bytes before the rows of this training, and these rows. */
  let [start, rows] = [0, ''];

  const begin = async (training: Training) => {
    names = namesIn(training);
    const { appendFile, readFile, stat, writeFile } = await files();
    const header = line(['epoch', ...names]);
    const before = append ? await readFile(path, 'utf8').catch(emptyIfMissing) : '';
    rows = '';
    if (before === '') {
      start = new TextEncoder().encode(header).length;
      return writeFile(path, header);
    }
    const present = `${before.split(/\r?\n/, 1)[0]}\n`;
    if (present !== header) {
      throw new DataError(
        `CSVLogger: append expects a file with the columns ${header.trim()} (received ${present.trim()})`,
      );
    }
    if (!before.endsWith('\n')) await appendFile(path, '\n');
    start = (await stat(path)).size;
  };

  const resume = async (state: LoggerState, training: Training) => {
    names = namesIn(training);
    ({ start, rows } = state);
    const { appendFile, truncate } = await files();
    // Rows that have been written after the backup are written again.
    await truncate(path, start);
    await appendFile(path, rows);
  };

  return ownCallback('CSVLogger', {
    onTrainBegin: (training: Training) => asDataError(path, () => begin(training)),
    onBackup: () => ({ start, rows }),
    onResume: (state: PlainData, training: Training) => asDataError(path, () => resume(state as LoggerState, training)),
    onEpochEnd: (epoch: number, logs: Logs) =>
      asDataError(path, async () => {
        const { appendFile } = await files();
        const row = line([epoch, ...names.map((name) => logs[name] ?? 'NA')]);
        await appendFile(path, row);
        rows += row;
      }),
  });
}

/** What it has written in a training. */
interface LoggerState extends Readonly<Record<string, PlainData>> {
  readonly start: number;
  readonly rows: string;
}

/** Says of errors of the file system which file they are about. */
async function asDataError(path: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof TupleflowError) throw error;
    throw new DataError(
      `CSVLogger: path expects a file that can be written to (received '${path}': ${String(error)})`,
      {
        cause: error,
      },
    );
  }
}

/** The names of the columns, as Keras orders them, but for what `validationFreq` leaves out in the first epoch. */
function namesIn({ model, isValidated }: Training): readonly string[] {
  return [...namesOfLogs(compiledState(model as RuntimeModel, 'CSVLogger').compiled, isValidated)].sort();
}

function files(): Promise<typeof import('node:fs/promises')> {
  return importOptional<typeof import('node:fs/promises')>('node:fs/promises');
}

function emptyIfMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}

function quoted(field: string, separator: string): string {
  const isPlain = ![separator, '"', '\n', '\r'].some((character) => field.includes(character));
  return isPlain ? field : `"${field.replaceAll('"', '""')}"`;
}
