/**
 * Runs the golden layers on the backends of graphics cards, in Chromium's software renderers, and says what holds. Where all layers
 * were tried on both, the table in `docs/backends.md` is written anew.
 *
 *     node conformance.js            both backends
 *     node conformance.js webgl      one
 *     node conformance.js --only Dense,LSTM
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { graphics, openBrowser, serve } from './browser.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const backends = positionals.length > 0 ? positionals : ['webgl', 'webgpu'];
const classes = values.only?.split(',') ?? [];
const folder = mkdtempSync(join(tmpdir(), 'tupleflow-goldens-'));

await build({
  entryPoints: [join(here, 'goldens/page.ts')],
  bundle: true,
  format: 'esm',
  outfile: join(folder, 'tests/page.js'),
  define: { 'process.env.GOLDEN_LAYERS': 'undefined' },
  alias: {
    vitest: join(here, 'goldens/vitest.ts'),
    'node:fs': join(here, 'goldens/files.ts'),
    '@tensorflow/tfjs-core': join(root, 'node_modules/@tensorflow/tfjs-core'),
  },
  plugins: [
    {
      name: 'later',
      setup({ onResolve }) {
        onResolve({ filter: /\/expect-close\.js$/ }, () => ({ path: join(here, 'goldens/expect-close.ts') }));
      },
    },
  ],
  logLevel: 'error',
});
mkdirSync(join(folder, 'golden'));
cpSync(join(root, 'test/golden'), join(folder, 'golden'), {
  recursive: true,
  filter: (path) => !/golden\/./.test(path) || path.endsWith('.json'),
});
writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="tests/page.js"></script>');

const browser = await openBrowser(graphics);
const server = await serve(folder);
/** How many cases of each class hold, of how many, by backend. */
const held = new Map();
let failed = 0;
for (const backend of backends) {
  const { error, results, lines } = await browser.result(`${server.url}#${[backend, ...classes]}`, 1_500_000);
  if (error) throw new Error([error, ...lines].join('\n'));
  for (const [suite, name, message] of results) {
    const counts = held.get(suite) ?? Object.fromEntries(backends.map((each) => [each, { right: 0, all: 0 }]));
    held.set(suite, counts);
    counts[backend].all++;
    if (message === '') counts[backend].right++;
    else console.log(`${backend}: ${name.slice(0, 120)}\n    ${message.split('\n')[0].slice(0, 200)}`);
  }
  const wrong = results.filter(([, , message]) => message !== '').length;
  failed += wrong;
  console.log(`${backend}: ${results.length - wrong} passed, ${wrong} failed`);
}
await server.close();
const { version } = browser;
await browser.close();
rmSync(folder, { recursive: true });

const cell = ({ right, all }) => (right === all ? `${all}` : `**${right} of ${all}**`);
const total = (backend) =>
  cell(
    [...held.values()].reduce(
      (sum, { [backend]: { right, all } }) => ({ right: sum.right + right, all: sum.all + all }),
      { right: 0, all: 0 },
    ),
  );
const rows = [...held].sort(([one], [other]) => one.localeCompare(other));
const table = [
  `| cases that hold, in Chromium ${version.split('.')[0]} | ${backends.join(' | ')} |`,
  `|---|${'---|'.repeat(backends.length)}`,
  `| all | ${backends.map(total).join(' | ')} |`,
  ...rows.map(([name, counts]) => `| ${name} | ${backends.map((backend) => cell(counts[backend])).join(' | ')} |`),
].join('\n');
if (classes.length === 0 && backends.length === 2) {
  const page = join(root, 'docs/backends.md');
  const [before] = readFileSync(page, 'utf8').split('| cases that hold');
  writeFileSync(page, `${before}${table}\n`);
}
process.exit(failed === 0 ? 0 : 1);
