import { expect, it } from 'vitest';
import { compiledShapes } from './compiled-shapes.js';

const long = 1000;

it('chains of so many layers have types, and show the one that does not fit', { timeout: 120_000 }, () => {
  const list = 'layer, '.repeat(long);
  const wrong = list.replace(/layer, $/, 'Conv2D(3, 3), ');
  const head = `import { Conv2D, Dense, Input, Sequential } from '../../src/index.js'; const layer = Dense(4);`;
  const [piped, called, model, refused] = compiledShapes(head, [
    `Input([4]).pipe(${list})`,
    `Sequential([${list}])(Input([4]))`,
    `Sequential([Input([4]), ${list}]).outputs`,
    `Input([4]).pipe(${wrong})`,
  ]);
  expect([piped, called, model]).toEqual(Array(3).fill('[null, 4]'));
  expect(refused).toContain('Conv2D expects (batch, height, width, channels)');
});
