import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SystemCommand } from './contender.js';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const resolve = createRequire(import.meta.url).resolve;

/** Other versions of Node, from `npm ci --prefix bench/speed`. */
const node22 = here('./node_modules/node-22/bin/node');

const isInstalled = (name: string) => {
  try {
    return resolve(name) !== '';
  } catch {
    return false;
  }
};

function node(
  system: string,
  backend: string,
  file: string,
  options: readonly string[],
  project = '../..',
  path = process.execPath,
): SystemCommand {
  const config = ['--tsconfig', `${here(project)}/tsconfig.check.json`];
  return { system, backend, command: path, options: [resolve('tsx/cli'), ...config, here(file), ...options] };
}

/**
 * The systems that there are on this machine.
 *
 * @param against a checkout of another version of this library, which is measured too.
 */
export function findSystems(against?: string): readonly SystemCommand[] {
  const isNative = isInstalled('@tensorflow/tfjs-node');
  const systems = [
    node('tupleflow', 'wasm', './tupleflow.ts', ['wasm']),
    node('tupleflow', 'wasm-eager', './tupleflow.ts', ['wasm', 'eager']),
  ];
  if (existsSync(node22)) systems.push(node('tupleflow', 'wasm-node22', './tupleflow.ts', ['wasm'], undefined, node22));
  if (isNative) systems.push(node('tupleflow', 'native', './tupleflow.ts', ['node']));
  if (against !== undefined) systems.push(node('tupleflow', 'wasm-before', './tupleflow.ts', ['wasm'], against));
  systems.push(node('tfjs-layers', 'wasm', './tfjs-layers.ts', ['wasm']));
  if (existsSync(node22))
    systems.push(node('tfjs-layers', 'wasm-node22', './tfjs-layers.ts', ['wasm'], undefined, node22));
  if (isNative) systems.push(node('tfjs-layers', 'native', './tfjs-layers.ts', ['node']));
  const python = process.env.KERAS_PYTHON;
  for (const backend of ['tensorflow', 'jax']) {
    if (!python || spawnSync(python, ['-c', `import keras, ${backend}`]).status !== 0) continue;
    systems.push({ system: 'Keras', backend, command: python, options: [here('./keras_system.py'), backend] });
  }
  return systems;
}
