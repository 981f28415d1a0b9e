#!/usr/bin/env node
/**
 * Installs `@tensorflow/tfjs-node` into the project in the working directory, and makes its native library load.
 *
 * The package's own installer downloads the library from a host that many networks block. Where that fails, it is
 * built on Linux x64 from packages alone, which needs python3 with pip, g++ and nm, and kept in a cache.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildNative, fail, run, SetupError } from './build-native.js';

const name = '@tensorflow/tfjs-node';
const version = '4.22.0';
const integrity = 'sha512-uHrXeUlfgkMxTZqHkESSV7zSdKdV0LlsBeblqkuKU9nnfxB1pC6DtoyYVaLxznzZy7WQSegjcohxxCjAf6Dc7w==';
const installerHost = 'https://storage.googleapis.com/tf-builds/pre-built-binary';

const machine = `Node ${process.version}, ${process.platform} ${process.arch}`;
const project = process.cwd();
const installed = join(project, 'node_modules', name);
const addonOf = (folder) => join(folder, 'tfjs_binding.node');
const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const cache = join(caches, 'tupleflow', `tfjs-node-${version}-linux-x64`);

const npm = { cwd: project, shell: process.platform === 'win32' };

/** Why the library does not load; undefined, if it does. */
function fault() {
  const program = `
    const util = require('node:util');
    util.isNullOrUndefined ??= (value) => value == null;
    util.isArray ??= Array.isArray;
    const tf = require('${name}');
    if (tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0] !== 11) throw new Error('its products are wrong');
  `;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const { status, stderr } = spawnSync(process.execPath, ['--eval', program], { cwd: project, env, encoding: 'utf8' });
  return status === 0 ? undefined : stderr.trim();
}

/** Installs the pinned version of the package, without running its own installer. */
function installPackage() {
  const manifest = join(installed, 'package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version) return;
  // npm takes an optional peer to be there without being installed, unless it is asked for as something else.
  const options = ['--no-save', '--save-dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', ['install', ...options, `${name}@${version}`], npm);
  const lock = JSON.parse(readFileSync(join(project, 'node_modules/.package-lock.json'), 'utf8'));
  const received = lock.packages[`node_modules/${name}`]?.integrity;
  if (received !== integrity) fail(`${name}@${version} has the checksum ${received} instead of ${integrity}`);
}

/** Runs the package's own installer, if the host that it downloads from answers at all. */
async function runItsInstaller() {
  try {
    await fetch(installerHost, { method: 'HEAD', signal: AbortSignal.timeout(10_000) });
  } catch {
    return;
  }
  spawnSync('npm', ['rebuild', name], { ...npm, stdio: 'inherit' });
}

function linkCache() {
  const folder = join(installed, 'lib/napi-v8');
  mkdirSync(folder, { recursive: true });
  rmSync(addonOf(folder), { force: true });
  symlinkSync(addonOf(cache), addonOf(folder));
}

async function setUp() {
  installPackage();
  if (fault() !== undefined) {
    if (existsSync(addonOf(cache))) linkCache();
    else await runItsInstaller();
  }
  if (fault() !== undefined) {
    console.log(`setup-native: building ${name} ${version} in ${cache}`);
    buildNative(join(installed, 'binding'), cache);
    linkCache();
  }
  const left = fault();
  if (left !== undefined) fail(`${name} does not load on ${machine}:\n${left}`);
  console.log(`setup-native: ${name} ${version} runs on ${machine}`);
}

try {
  await setUp();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`setup-native: ${error.message}`);
  process.exitCode = 1;
}
