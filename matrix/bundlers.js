import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from './browser.js';
import { compressedSize } from './project.js';

const html = (src, attributes = 'type="module"') =>
  `<!doctype html><link rel="icon" href="data:,"><script ${attributes} src="${src}"></script>`;

/** Serves what a bundler has written, and runs it. */
async function runPage(browser, folder, options = {}) {
  const server = await serve(folder, options);
  try {
    const result = await browser.result(server.url);
    const paths = new Set([...server.asked.keys()].map((path) => `/${path.slice((options.base ?? '/').length)}`));
    return { ...result, kB: compressedSize(folder, paths), asked: server.asked };
  } finally {
    await server.close();
  }
}

async function withEsbuild({ folder, browser }, name, options) {
  const { build } = await import('esbuild');
  const out = join(folder, `out-${name}`);
  await build({
    entryPoints: [join(folder, 'page.js')],
    bundle: true,
    minify: true,
    outdir: out,
    logLevel: 'error',
    ...options,
  });
  writeFileSync(join(out, 'index.html'), options.format === 'esm' ? html('page.js') : html('page.js', 'defer'));
  return runPage(browser, out);
}

export const cases = [
  {
    name: 'esbuild, ESM',
    isCore: true,
    test: (context) => withEsbuild(context, 'esbuild-esm', { format: 'esm', splitting: true }),
  },
  { name: 'esbuild, iife', isCore: true, test: (context) => withEsbuild(context, 'esbuild-iife', { format: 'iife' }) },
];
