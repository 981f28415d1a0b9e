import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../datasets/temporary-folder.js';
import { root } from '../types/compilers.js';

/** How many processes are killed; `KILLS=1000` is what `npm run test:crash` asks for. */
const kills = Number(process.env.KILLS ?? 50);
const seed = Number(process.env.SEED ?? Date.now() % 100_000);

/** The training and the built package in one file, which starts in half of the time that theirs take. */
const program = join(root, '.cache/crash/training.mjs');

function buildProgram(): void {
  buildSync({
    entryPoints: [join(root, 'test/crash/training.ts')],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    alias: { tupleflow: join(root, 'dist/index.js') },
  });
}

/** Runs the training in a process of its own; kills it so many milliseconds after it has begun, if it is to be killed. */
function run(folder: string, saveFreq: string, delay: number | null): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, saveFreq], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let errors = '';
    child.stderr?.on('data', (text) => {
      errors += String(text);
    });
    child.on('message', () => {
      if (delay !== null) setTimeout(() => child.kill('SIGKILL'), delay);
    });
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(false);
      else if (code === 0) resolve(true);
      else reject(new Error(errors));
    });
  });
}

const resultIn = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));

describe(`a training that is killed ${kills} times, seed ${seed}`, () => {
  beforeAll(buildProgram);

  it(
    'ends with what one ends with that is not',
    async () => {
      let state = seed + 1;
      const random = () => {
        state = (state * 48271) % 2147483647;
        return state / 2147483647;
      };
      const whole = await temporaryFolder();
      const begun = performance.now();
      await run(whole, 'epoch', null);
      // Most of the time the process is loading the library.
      const longest = (performance.now() - begun) / 3;
      const expected = resultIn(whole);
      let [done, rounds] = [0, 0];
      const killTrainings = async () => {
        while (done < kills) {
          const folder = await temporaryFolder();
          const saveFreq = ['epoch', '1', '3'][rounds++ % 3] as string;
          let hasEnded = false;
          // After some kills a training is left to end, so that there are many of them.
          for (let count = 0; !hasEnded; count++) {
            const isKilled = count < 8 && done < kills;
            hasEnded = await run(folder, saveFreq, isKilled ? random() * longest : null);
            if (!hasEnded) done++;
          }
          expect(resultIn(folder)).toEqual(expected);
          // What was being written when a process was killed may be left of a checkpoint, but nothing of the backup.
          const files = readdirSync(folder).filter((name) => !/^best\.keras\..*\.tmp$/.test(name));
          expect(files.sort()).toEqual(['best.keras', 'log.csv', 'result.json']);
        }
      };
      await Promise.all([killTrainings(), killTrainings()]);
      console.log(`${done} processes were killed`);
    },
    kills * 10_000 + 60_000,
  );
});
