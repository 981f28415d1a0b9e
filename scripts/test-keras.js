#!/usr/bin/env node
/**
 * Holds files to the real Keras: it loads what the library writes, and the library loads what it writes.
 *
 *   npm run test:keras
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const setup = spawnSync(process.execPath, [join(here, 'setup-keras.js')], { stdio: ['ignore', 'pipe', 'inherit'] });
if (setup.status !== 0) process.exit(1);
const python = setup.stdout.toString().trim();
// It has said why.
if (python === '') process.exit(0);

const folder = mkdtempSync(join(tmpdir(), 'tupleflow-keras-'));
const script = (name) => join(here, '../test/io/with-keras', name);
const tsx = (name, ...rest) => ['npx', 'tsx', '--tsconfig', 'tsconfig.check.json', script(name), ...rest];

/** Runs a part; a fault in one does not keep the others from finding theirs. */
const parts = [
  tsx('write.ts', folder),
  [python, join(here, 'check_files_with_keras.py'), folder],
  tsx('read.ts', join(folder, 'back')),
  [python, join(here, 'applications_for_files.py'), join(folder, 'applications')],
  tsx('read.ts', join(folder, 'applications'), '1e-4'),
  tsx('typed.ts', join(folder, 'applications'), 'MobileNetV2', '32'),
];
// MODELS: the two of keras.applications that take least time; without it, the script writes all.
const env = { ...process.env, TUPLEFLOW_BACKEND: 'wasm', MODELS: process.env.MODELS ?? 'MobileNetV2,VGG16' };
const failed = parts.filter(([command, ...rest]) => spawnSync(command, rest, { stdio: 'inherit', env }).status !== 0);
rmSync(folder, { recursive: true });
process.exitCode = failed.length === 0 ? 0 : 1;
