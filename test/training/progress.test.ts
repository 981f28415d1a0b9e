import { setBackend } from 'tupleflow';
import { beforeAll, expect, it, vi } from 'vitest';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const escapes = new RegExp(`${String.fromCharCode(27)}[\\[78][0-9;?]*[A-Za-z]?`, 'g');

/** What `fit` writes to the terminal. */
async function written(data: (count: number) => readonly [x: unknown, y?: unknown]): Promise<string> {
  const texts: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
  const log = vi.spyOn(console, 'log').mockImplementation((text) => void texts.push(`${text}\n`));
  const model = classifier().compile({ loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const [x, y] = data(12);
  await (y === undefined
    ? model.fit(x as Set<never>, { epochs: 2, verbose: 1 })
    : model.fit(x as number[][], y as number[][], { epochs: 2, verbose: 1, batchSize: 4 }));
  model.dispose();
  write.mockRestore();
  log.mockRestore();
  return texts.join('').replace(escapes, '');
}

it('shows a bar with the time left, and the metrics of the epoch at its end', async () => {
  const text = await written((count) => [samples(count).x, samples(count).y]);
  expect(text).toContain('Epoch 1/2\n');
  expect(text).toMatch(/0\/3 \[-{30}\] \? left/);
  expect(text).toMatch(/3\/3 \[={30}\] \d+s - loss: \d\.\d{4} - accuracy: \d\.\d{4}/);
  expect(text).toContain('Epoch 2/2\n');
});

it('counts batches where their number is not known', async () => {
  const text = await written((count) => [new Set([[samples(count).x, samples(count).y]])]);
  expect(text).toMatch(/1 \d+s - loss: /);
  expect(text).not.toContain('[');
});
