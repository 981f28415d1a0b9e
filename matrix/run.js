/**
 * Trains two networks with the packed library in browsers, by way of bundlers, and in other runtimes, and prints what works:
 *
 *     node run.js                     everything
 *     node run.js --core              what CI runs
 *     node run.js --only vite,deno    what has one of these in its name
 */
import { parseArgs } from 'node:util';
import { openBrowser } from './browser.js';
import * as bundlers from './bundlers.js';
import * as examples from './examples.js';
import * as pages from './pages.js';
import { createProject, run } from './project.js';
import * as runtimes from './runtimes.js';

const { values } = parseArgs({ options: { core: { type: 'boolean' }, only: { type: 'string' } } });
const all = [...runtimes.cases, ...bundlers.cases, ...pages.cases, ...examples.cases];
const chosen = all.filter(
  ({ name, isCore }) =>
    (!values.core || isCore) && (values.only?.split(',').some((part) => name.toLowerCase().includes(part)) ?? true),
);

const project = createProject();
const browser = await openBrowser();
const reference = JSON.parse(run(project.folder, 'node', ['node.js']).match(/^result: (.*)$/m)[1]);

/** How long a page's thread may be busy at a time, in milliseconds. */
const longestTask = 200;

const rows = [];
for (const { name, test } of chosen) {
  const start = performance.now();
  const row = { what: name, works: 'yes', seconds: 0, kB: '' };
  try {
    let result = await test({ folder: project.folder, browser });
    // On a busy machine a task takes long by chance, but hardly twice.
    if (result.longest > longestTask) result = await test({ folder: project.folder, browser });
    row.kB = result.kB ?? '';
    row.longest = result.longest;
    const fault = faultOf(result);
    if (fault !== undefined) row.works = fault;
  } catch (error) {
    row.works = error?.stderr?.toString().trim() || String(error?.message ?? error);
  }
  row.seconds = ((performance.now() - start) / 1000).toFixed(1);
  rows.push(row);
  console.log(
    `${row.works === 'yes' ? 'ok  ' : 'FAIL'} ${name} ${row.seconds}s ${row.kB} ${row.longest === undefined ? '' : `longest task ${Math.round(row.longest)} ms`}`,
  );
  if (row.works !== 'yes') console.log(row.works.slice(0, 2000));
}
await browser.close();
project.remove();

const width = Math.max(...rows.map(({ what }) => what.length));
console.log(
  `\n${'what'.padEnd(width)}  works  seconds    kB   (packed ${Math.round(project.packedSize / 1000)} kB, Chromium ${browser.version})`,
);
for (const { what, works, seconds, kB } of rows) {
  console.log(
    `${what.padEnd(width)}  ${(works === 'yes' ? 'yes' : 'no').padEnd(5)}  ${seconds.padStart(7)}  ${String(kB).padStart(4)}`,
  );
}
const failed = rows.filter(({ works }) => works !== 'yes').length;
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** What is wrong with a result, if something is. */
function faultOf({ error, backend, losses, longest, expected = 'wasm', tolerance = 1e-5, lines = [] }) {
  const said = lines.length > 0 ? `\n${lines.join('\n')}` : '';
  if (error) return `${error}${said}`;
  if (backend !== expected) return `runs on ${backend}${said}`;
  if (longest > longestTask) return `a task took ${longest} ms of the page's thread`;
  // The example trains another network, and has looked at the result itself.
  if (losses === 'others') return;
  for (const [name, own] of Object.entries(reference.losses)) {
    if (own.some((loss, epoch) => !(Math.abs(loss - losses[name]?.[epoch]) <= tolerance * loss))) {
      return `the losses of ${name} are ${losses[name]}, in Node ${own}`;
    }
  }
}
