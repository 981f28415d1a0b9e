#!/usr/bin/env node
/**
 * Prints the path of a Python that has Keras, of the pinned versions: of a virtual environment that is made the first time, and
 * kept in a cache. `KERAS_PYTHON` names another Python, which is taken as it is.
 *
 * Where there is no Python, it prints nothing, says so, and succeeds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const packages = ['keras==3.15.1', 'jax==0.10.2', 'h5py==3.14.0', 'numpy==2.4.6'];

const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const folder = join(caches, 'tupleflow', packages.slice(0, 2).join('-').replaceAll('==', '-'));
const pythonIn = (environment) =>
  process.platform === 'win32' ? join(environment, 'Scripts', 'python.exe') : join(environment, 'bin', 'python');

/** Runs a command, whose output goes to stderr, because stdout is for the path. */
function run(command, options) {
  const { status } = spawnSync(command, options, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} failed`);
}

const works = (python) => spawnSync(python, ['-c', 'import venv, ensurepip']).status === 0;

/** Makes the environment. It gets its name when it is complete. */
function make(python) {
  rmSync(folder, { recursive: true, force: true });
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  run(python, ['-m', 'venv', unfinished]);
  run(pythonIn(unfinished), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  renameSync(unfinished, folder);
}

const given = process.env.KERAS_PYTHON;
if (given) {
  console.log(given);
} else {
  if (!existsSync(pythonIn(folder))) {
    const python = ['python3', 'python'].find(works);
    if (python === undefined) console.error('setup-keras: skipped, because there is no Python with venv');
    else make(python);
  }
  if (existsSync(pythonIn(folder))) console.log(pythonIn(folder));
}
