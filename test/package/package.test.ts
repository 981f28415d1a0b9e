import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type Diagnostic, root, versions } from '../types/compilers.js';
import { installedPackage } from './installed-package.js';

const minutes = 60_000;

/** How a program may resolve modules: as Node does, or as bundlers do. */
const resolutions = {
  node: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
} as const;

let project: string;

beforeAll(() => {
  project = installedPackage();
}, 5 * minutes);

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the packed package', () => {
  for (const version of versions) {
    for (const resolution of Object.keys(resolutions) as (keyof typeof resolutions)[]) {
      it(`compiles the guide with TypeScript ${version}, resolved as by a ${resolution}`, {
        timeout: 2 * minutes,
      }, () => {
        copyFileSync(join(root, 'test/guide/guide.ts'), join(project, 'guide.ts'));
        configure(resolution, 'guide.ts');
        expect(compile(version, project).filter(isOurs)).toEqual([]);
      });
    }

    it(`rejects wrong shapes with TypeScript ${version}`, { timeout: 2 * minutes }, () => {
      const { text, count } = withWrongShapes(readFileSync(join(root, 'test/guide/guide.ts'), 'utf8'));
      writeFileSync(join(project, 'wrong.ts'), text);
      configure('node', 'wrong.ts');
      const lines = new Set(
        compile(version, project)
          .filter(isOurs)
          .map(({ line }) => line),
      );
      expect(count).toBeGreaterThan(20);
      expect(lines.size).toBe(count);
    });

    it(`declares all entry points for TypeScript ${version}`, { timeout: 2 * minutes }, () => {
      writeFileSync(
        join(project, 'entries.ts'),
        `import { Dense, Input } from 'tupleflow';
         import { Conv2D } from 'tupleflow/channels-first';
         import { loadMnist, readIdx } from 'tupleflow/datasets';
         export const size: 10 = Dense(10)(Input([4])).shape[1];
         export const channels: 8 = Conv2D(8, 3)(Input([1, 9, 9])).shape[1];
         export const sets = [loadMnist, readIdx];`,
      );
      configure('node', 'entries.ts');
      expect(compile(version, project).filter(isOurs)).toEqual([]);
    });
  }

  it('trains a model', { timeout: minutes }, () => {
    writeFileSync(
      join(project, 'train.js'),
      `import { backendName, Dense, Input, Model, ready, setRandomSeed, tensor } from 'tupleflow';
       import 'tupleflow/channels-first';
       import 'tupleflow/datasets';
       await ready();
       setRandomSeed(1);
       const inputs = Input([2]);
       const outputs = inputs.pipe(Dense(16, { activation: 'tanh' }), Dense(1, { activation: 'sigmoid' }));
       const model = Model({ inputs, outputs });
       model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
       const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);
       const y = tensor([[0], [1], [1], [0]]);
       const { history } = await model.fit(x, y, { epochs: 50, batchSize: 4, verbose: 0 });
       console.log(JSON.stringify({ backend: backendName(), first: history.loss[0], last: history.loss.at(-1) }));`,
    );
    const printed = execFileSync(process.execPath, ['train.js'], { cwd: project, encoding: 'utf8' });
    const { backend, first, last } = JSON.parse(printed.trim().split('\n').at(-1) as string);
    expect(backend).toBe('wasm');
    expect(last).toBeLessThan(first);
  });

  it("names the user's line in errors, also where source maps are read", () => {
    writeFileSync(
      join(project, 'mistake.js'),
      `import { Dense, Input, Model } from 'tupleflow';
       const inputs = Input([2]);
       const model = Model({ inputs, outputs: Dense(1)(inputs) });
       model.compile({ loss: 'mse' });
       await model.fit([[1, 2, 3]], [[1]]).catch((error) => console.log(error.message));`,
    );
    const printed = execFileSync(process.execPath, ['--enable-source-maps', 'mistake.js'], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(printed).toMatch(/called at \S*mistake\.js:5:\d+/);
  });

  it('has no development dependency', () => {
    expect(existsSync(join(project, 'node_modules/esbuild'))).toBe(false);
    expect(existsSync(join(project, 'node_modules/@tensorflow/tfjs-layers'))).toBe(false);
  });
});

function configure(resolution: keyof typeof resolutions, file: string): void {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom'],
    ...resolutions[resolution],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
}

/** TensorFlow.js' declarations contradict those of newer compilers; ours have to be right on all of them. */
function isOurs({ file }: Diagnostic): boolean {
  return (
    (!file.includes('node_modules/') && !/lib\.[\w.]+\.d\.ts$/.test(file)) || file.includes('node_modules/tupleflow/')
  );
}

/** The guide with a wrong number in each shape that it states, and how many these are. */
function withWrongShapes(guide: string): { readonly text: string; readonly count: number } {
  let count = 0;
  const text = guide.replace(/^(\s*shape\(.*\[.*?)(\d+)(\]\);)/gm, (_, before: string, size: string, after: string) => {
    count += 1;
    return `${before}${Number(size) + 1}${after}`;
  });
  return { text, count };
}
