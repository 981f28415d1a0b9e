import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasNative } from './tested.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a program in a process of its own, where no backend is chosen but by the environment. */
function run(program: string, backend: string) {
  const options = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const env = { ...process.env, TUPLEFLOW_BACKEND: backend, TSX_TSCONFIG_PATH: 'tsconfig.check.json' };
  const { stdout, stderr } = spawnSync(process.execPath, options, { cwd: root, env, encoding: 'utf8' });
  return { out: stdout.trim(), told: stderr.trim() };
}

const ready = "import { ready } from './src/index.ts'; await ready(); console.log(await ready());";

describe('the default backend', () => {
  it('is the native one where it is installed, which is told once, and WebAssembly elsewhere', () => {
    const { out, told } = run(ready, '');
    expect(out).toBe(hasNative ? 'node' : 'wasm');
    expect(told.match(/tupleflow runs on TensorFlow's native library/g) ?? []).toHaveLength(hasNative ? 1 : 0);
  }, 120_000);

  it('is that which the environment names', () => {
    expect(run(ready, 'cpu')).toEqual({ out: 'cpu', told: '' });
    expect(run(ready, 'wasm')).toEqual({ out: 'wasm', told: '' });
  }, 120_000);

  it('is what the program chooses, whatever the environment names', () => {
    const chosen =
      "import { ready, setBackend } from './src/index.ts'; await setBackend('cpu'); console.log(await ready());";
    expect(run(chosen, 'wasm')).toEqual({ out: 'cpu', told: '' });
  }, 120_000);

  it('is none that there is not', () => {
    const { told } = run(ready, 'tpu');
    expect(told).toContain(
      "The environment variable TUPLEFLOW_BACKEND expects one of 'wasm', 'node', 'webgpu', 'webgl', 'cpu' (received 'tpu')",
    );
  }, 120_000);
});
