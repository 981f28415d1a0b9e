import { ArgumentError, Dense, Flatten, Input, Sequential } from 'tupleflow';
import { expect, it } from 'vitest';
import { classifier } from './small-model.js';

function lines(model: { summary(options: object): void }, options: object = {}): readonly string[] {
  const texts: string[] = [];
  model.summary({ ...options, print: (text: string) => void texts.push(text) });
  return texts.join('\n').split('\n');
}

it('fits the line, with all of the text', () => {
  const model = classifier();
  for (const lineLength of [50, 60, 83]) {
    const shown = lines(model, { lineLength });
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(lineLength);
  }
  expect(lines(model, { lineLength: 200 }).join('\n')).toContain('classes (Dense)');
});

it('shows no connections of a sequential model, and - for layers without weights', () => {
  const shown = lines(Sequential([Input([2, 2]), Flatten({ name: 'flat' }), Dense(3, { name: 'last' })]), {
    showTrainable: true,
    lineLength: 100,
  });
  expect(shown.join('\n')).not.toContain('Connected to');
  expect(shown.find((line) => line.includes('flat'))).toMatch(/│ - +│$/);
  expect(shown.find((line) => line.includes('last'))).toMatch(/│ Y +│$/);
});

it('checks its options', () => {
  const model = classifier();
  const summary = model.summary as (options: unknown) => void;
  expect(() => summary.call(model, { printFn: () => undefined })).toThrow(ArgumentError);
  expect(() => summary.call(model, { print: 'console' })).toThrow("print expects a function (received 'console')");
  expect(() => summary.call(model, { lineLength: 0.5 })).toThrow('lineLength expects an integer from 1 (received 0.5)');
  expect(() => summary.call(model, { showTrainable: 'yes' })).toThrow(
    "showTrainable expects true or false (received 'yes')",
  );
});
