import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { compressedSize } from './project.js';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** The paths that a page has asked a server for, with the status of each answer. */
export async function serve(folder, { base = '/', headers = {} } = {}) {
  const asked = new Map();
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const file = join(folder, path.startsWith(base) ? path.slice(base.length) || 'index.html' : 'nothing');
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
    asked.set(path, isFile ? 200 : 404);
    if (!isFile) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', ...headers });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${server.address().port}${base}`,
    asked,
    close: () => new Promise((done) => server.close(done)),
  };
}

/**
 * Serves a folder, opens its page, and gives its result with the size of what it has asked for.
 *
 * @param act what is done with the page, and returns its result; by default, the result of its program is awaited.
 */
export async function runPage(browser, folder, options = {}, act = undefined) {
  const server = await serve(folder, options);
  try {
    const result = await (act === undefined ? browser.result(server.url) : browser.use(server.url, act));
    const base = options.base ?? '/';
    const paths = new Set([...server.asked.keys()].map((asked) => `/${asked.slice(base.length)}`));
    return { ...result, kB: compressedSize(folder, paths), asked: server.asked };
  } finally {
    await server.close();
  }
}

/** Switches that let pages compute on graphics cards, which Chromium's own software stands for. */
export const graphics = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-unsafe-swiftshader'];

/** A browser, in which pages are opened until they have a result. */
export async function openBrowser(switches = ['--disable-gpu']) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      ...switches,
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    version: browser.version(),
    close: () => browser.close(),
    /** Opens a page, and gives what `act` returns of it, with what the page has written to the console. */
    async use(url, act) {
      const page = await browser.newPage();
      const lines = [];
      page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => lines.push(`error: ${error.stack ?? error}`));
      try {
        await page.goto(url, { waitUntil: 'commit' });
        return { ...(await act(page)), lines };
      } catch (error) {
        throw new Error([error.message.split('\n')[0], ...lines].join('\n'));
      } finally {
        await page.close();
      }
    },
    /** The result of the page's program. */
    result(url, timeout = 60_000) {
      return this.use(url, async (page) =>
        (await page.waitForFunction(() => globalThis.matrixResult, undefined, { timeout })).jsonValue(),
      );
    },
  };
}
