import { setBackend } from 'tupleflow';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { progressBar, progressText } from '../../src/training/progress.js';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));
afterEach(() => void vi.restoreAllMocks());

/** What a call writes to the console. */
async function written(action: () => Promise<unknown>): Promise<string> {
  const texts: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
  vi.spyOn(console, 'log').mockImplementation((text) => void texts.push(`${text}\n`));
  try {
    await action();
  } finally {
    vi.restoreAllMocks();
  }
  return texts.join('');
}

describe('where there is no terminal', () => {
  const compiled = () => classifier().compile({ loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const { x, y } = samples(12);

  it('fit shows bars with metrics at the end of epochs', async () => {
    const model = compiled();
    const text = await written(() => model.fit(x, y, { epochs: 2, verbose: 1, batchSize: 4 }));
    expect(text).toMatch(
      /^Epoch 1\/2\n3\/3 \[={30}\] \d+s - loss: \d\.\d{4} - accuracy: \d\.\d{4}\nEpoch 2\/2\n3\/3 .*\n$/,
    );
    model.dispose();
  });

  it('fit counts batches until their number is known', async () => {
    const model = compiled();
    const text = await written(() => model.fit(new Set([[x, y] as const]), { epochs: 2, verbose: 1 }));
    expect(text).toMatch(/^Epoch 1\/2\n1 \d+s - loss: .*\nEpoch 2\/2\n1\/1 \[={30}\] \d+s - loss: .*\n$/);
    model.dispose();
  });

  it('evaluate and predict show what they are asked for, and nothing by default', async () => {
    const model = compiled();
    expect(await written(() => model.evaluate(x, y))).toBe('');
    expect(await written(async () => (await model.predict(x)).dispose())).toBe('');
    expect(await written(() => model.evaluate(x, y, { verbose: 1, batchSize: 4 }))).toMatch(
      /^3\/3 \[={30}\] \d+s - loss: \d\.\d{4} - accuracy: \d\.\d{4}\n$/,
    );
    expect(await written(() => model.evaluate(x, y, { verbose: 2, batchSize: 4 }))).toMatch(
      /^3 batches - \d+\.\ds - loss: \d\.\d{4} - accuracy: \d\.\d{4}\n$/,
    );
    expect(await written(async () => (await model.predict(x, { verbose: 1 })).dispose())).toMatch(
      /^1\/1 \[={30}\] \d+s\n$/,
    );
    model.dispose();
  });
});

/** A terminal as it shows what is written to it: lines, and where the next text goes. */
class Screen {
  readonly isTTY = true;
  columns: number;
  readonly lines: string[] = [''];
  #row = 0;
  #column = 0;

  constructor(columns: number) {
    this.columns = columns;
  }

  /** Terminals break lines that have become too long. */
  resize(columns: number): void {
    this.columns = columns;
    const broken = this.lines.flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? ['']);
    this.lines.splice(0, this.lines.length, ...broken);
    this.#row = broken.length - 1;
    this.#column = broken.at(-1)?.length ?? 0;
  }

  write(text: string): void {
    const escape = String.fromCharCode(27);
    for (let rest = text; rest !== ''; ) {
      const up = /^\[(\d+)A/.exec(rest.slice(1));
      if (rest.startsWith(escape) && up) {
        this.#row -= Number(up[1]);
        rest = rest.slice(1 + up[0].length);
      } else if (rest.startsWith(`${escape}[J`)) {
        this.lines.length = this.#row + 1;
        this.lines[this.#row] = (this.lines[this.#row] ?? '').slice(0, this.#column);
        rest = rest.slice(3);
      } else {
        this.#put(rest.charAt(0));
        rest = rest.slice(1);
      }
    }
  }

  #put(sign: string): void {
    if (sign === '\r') this.#column = 0;
    else if (sign === '\n') this.#newLine();
    else {
      if (this.#column === this.columns) this.#newLine();
      const line = (this.lines[this.#row] ?? '').padEnd(this.#column);
      this.lines[this.#row] = `${line.slice(0, this.#column)}${sign}${line.slice(this.#column + 1)}`;
      this.#column++;
    }
  }

  #newLine(): void {
    this.#row++;
    this.#column = 0;
    this.lines[this.#row] ??= '';
  }
}

const logs = { loss: 0.5, accuracy: 0.25, val_loss: 0.75, val_accuracy: 0.125, precision: 0.3, recall: 0.0001 };

describe('on a terminal', () => {
  it.each([40, 60, 80, 120, 200])('of %i columns every metric is shown, and the lines fit', (columns) => {
    const lines = progressText({ done: 12, count: 50, elapsed: 6000, isOver: false }, logs, columns);
    for (const line of lines) expect(line.length).toBeLessThan(columns);
    const text = lines.join(' - ');
    expect(text).toContain('val_loss: 0.7500 - val_accuracy: 0.1250 - precision: 0.3000 - recall: 1.0000e-4');
    expect(text).toMatch(/^12\/50 \[=+>\.+\] 19s left - loss: 0.5000/);
  });

  it('what is written last takes the place of what stood there', () => {
    const screen = new Screen(60);
    vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(0).mockReturnValue(1000);
    const bar = progressBar(screen);
    bar.begin('', 4);
    bar.batchEnd(1, () => logs);
    bar.end(logs);
    expect(screen.lines).toEqual([
      `4/4 [${'='.repeat(30)}] 1s - loss: 0.5000`
        .replace('4/4', '1/4')
        .replace(/1\/4 \[=+\]/, `1/4 [${'='.repeat(7)}>${'.'.repeat(22)}]`),
      'accuracy: 0.2500 - val_loss: 0.7500 - val_accuracy: 0.1250',
      'precision: 0.3000 - recall: 1.0000e-4',
      '',
    ]);
  });

  it('it is drawn in the width that a resized terminal has', () => {
    const screen = new Screen(100);
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (time += 1000));
    const bar = progressBar(screen);
    bar.begin('', 4);
    for (const [done, columns] of [100, 45, 200].entries()) {
      screen.resize(columns);
      bar.batchEnd(done + 1, () => logs);
    }
    bar.end(logs);
    expect(screen.lines.join(' ').match(/val_accuracy/g)).toHaveLength(1);
    expect(screen.lines.at(-1)).toBe('');
  });

  it('a run that fails leaves the cursor on a line of its own', () => {
    const screen = new Screen(80);
    const bar = progressBar(screen);
    bar.begin('', 4);
    bar.close();
    screen.write('Error');
    expect(screen.lines.at(-1)).toBe('Error');
  });
});
