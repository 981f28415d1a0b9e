import { cpSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runPage } from './browser.js';
import { exists } from './project.js';

const { resolve } = createRequire(import.meta.url);
const examples = fileURLToPath(new URL('../examples', import.meta.url));

/** A seven, in parts of the field's size. */
const seven = [
  [0.3, 0.2],
  [0.7, 0.2],
  [0.55, 0.5],
  [0.45, 0.85],
];

/** Builds `examples/browser` with the packed library, trains in it, stops, trains on, and draws a digit. */
async function readDigits({ folder, browser }) {
  const { build } = await import('vite');
  const own = join(folder, 'examples/browser');
  for (const name of ['browser', 'data']) {
    const isInstalled = (path) => path.includes('node_modules');
    cpSync(join(examples, name), join(folder, 'examples', name), {
      recursive: true,
      filter: (path) => !isInstalled(path),
    });
  }
  const chart = join(folder, 'node_modules/uplot');
  if (!exists(chart)) symlinkSync(dirname(resolve('uplot/package.json')), chart);
  await build({ root: own, logLevel: 'error' });
  return runPage(browser, join(own, 'dist'), {}, useExample);
}

async function useExample(page) {
  await page.evaluate(() => {
    globalThis.tasks = [0];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.tasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  const status = (text) =>
    page.waitForFunction((expected) => document.getElementById('status').textContent === expected, text, {
      timeout: 60_000,
    });
  await status('Ready: press Train.');
  await page.fill('#epochs', '200');
  await page.click('#train');
  await page.waitForFunction(() => document.getElementById('epoch').textContent === '3 of 200');
  await page.click('#stop');
  await status('Stopped.');
  await page.fill('#epochs', '12');
  await page.click('#train');
  await status('Trained.');
  const unseen = Number.parseFloat(await page.textContent('#val-accuracy'));
  if (!(unseen > 93)) throw new Error(`of unseen digits ${unseen} % are read right`);
  const summary = await page.getAttribute('#loss-chart', 'aria-label');
  if (!/^Loss after 1[45] epochs/.test(summary)) throw new Error(`the curve says: ${summary}`);

  const { x, y, width, height } = await page.locator('#pad').boundingBox();
  const [start, ...others] = seven.map(([across, down]) => [x + across * width, y + down * height]);
  await page.mouse.move(...start);
  await page.mouse.down();
  for (const point of others) await page.mouse.move(...point, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(
    () => document.getElementById('answer').textContent === 'This looks like a 7.',
    undefined,
    {
      timeout: 10_000,
    },
  );
  await page.click('#clear');
  if ((await page.textContent('#answer')) !== 'Nothing drawn yet.') throw new Error('what was drawn is still there');
  await page.click('#sample');
  await page.waitForFunction(() => document.getElementById('answer').textContent.startsWith('This looks like a '));
  return {
    backend: await page.textContent('#backend'),
    losses: 'others',
    longest: await page.evaluate(() => Math.max(...globalThis.tasks)),
  };
}

export const cases = [{ name: 'examples/browser, Vite', isCore: true, test: readDigits }];
