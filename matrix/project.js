import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');

export function run(folder, command, args, options = {}) {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe', ...options });
}

/**
 * A project with the packed library, as a user installs it, and the programs that train.
 *
 * @returns its folder, and a function that takes it away
 */
export function createProject() {
  const folder = mkdtempSync(join(tmpdir(), 'tupleflow-matrix-'));
  const packed = run(root, 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [{ filename, size }] = JSON.parse(packed);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'matrix', private: true, type: 'module' }));
  run(folder, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`]);
  cpSync(join(here, 'programs'), folder, { recursive: true });
  writeFileSync(join(folder, 'digits.js'), digits());
  return { folder, packedSize: size, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The module of the handwritten digits, so that programs need no files. */
function digits() {
  const read = (name, header) =>
    gunzipSync(readFileSync(join(root, 'examples/data', name)))
      .subarray(header)
      .toString('base64');
  return `export const images = '${read('digits-images-idx3-ubyte.gz', 16)}';
export const labels = '${read('digits-labels-idx1-ubyte.gz', 8)}';\n`;
}

/** The size of the JavaScript in a folder, compressed, in kB: of all files, and of those that a page has asked for. */
export function compressedSize(folder, asked) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => /\.[mc]?js$/.test(file));
  const chosen = asked === undefined ? files : files.filter((file) => asked.has(`/${file}`));
  return Math.round(chosen.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1000);
}

export function exists(file) {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
