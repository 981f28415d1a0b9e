import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, versions } from '../types/compilers.js';
import { installedPackage } from './installed-package.js';

let project: string;

/** Runs a module of the project, and returns what it prints. */
function node(name: string, text: string): string {
  writeFileSync(join(project, name), text);
  return execFileSync(process.execPath, [name], { cwd: project, encoding: 'utf8' });
}

/** Runs `npx tupleflow` in the project. */
function tupleflow(...given: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync('npx', ['tupleflow', ...given], { cwd: project, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** What a command prints that has nothing to complain about. */
function printed(...given: readonly string[]): string {
  const { code, out, err } = tupleflow(...given);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

beforeAll(() => {
  project = installedPackage();
  node(
    'save.js',
    `import { Conv2D, Dense, Flatten, Input, Model, Sequential } from 'tupleflow';
     const numbers = Input([2], { name: 'numbers' });
     const sum = Dense(1, { name: 'sum', kernelInitializer: 'ones' });
     await Model({ inputs: numbers, outputs: sum(numbers) }).save('sum.keras');
     await Sequential([Input([3, 3, 1]), Conv2D(1, 3, { kernelInitializer: 'ones' }), Flatten()]).save('image.keras');`,
  );
}, 300_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the commands of the packed package', () => {
  it('describe models, and say what a program runs on', () => {
    expect(printed('summary', 'sum.keras')).toContain('sum (Dense)');
    expect(JSON.parse(printed('summary', 'sum.keras', '--json')).parameters).toBe(3);
    expect(printed('plot', 'sum.keras')).toMatch(/<svg.*\(null, 1\).*<\/svg>/s);
    expect(JSON.parse(printed('doctor', '--json')).backend).toBe('wasm');
  });

  it('write modules that compile, and do what the model does', () => {
    printed('types', 'sum.keras', '-o', 'sum-types.ts');
    writeFileSync(join(project, 'sum-code.ts'), printed('code', 'sum.keras'));
    writeFileSync(
      join(project, 'use.ts'),
      `import { Input, type SymbolicTensor, type Tensor } from 'tupleflow';
       import { load } from './sum-types.js';
       import './sum-code.js';
       const model = await load();
       const called: SymbolicTensor<[null, 1]> = model(Input([2]));
       const predicted: Tensor<[number, 1]> = await model.predict([[1, 2], [3, 4]]);
       // @ts-expect-error Model expects an input of shape (null, 2) (received (null, 3))
       export const wrong = () => model(Input([3]));
       // @ts-expect-error the model has no layer of this name
       export const missing = () => model.getLayer('product');
       console.log(JSON.stringify([await predicted.array(), called.shape, model.getLayer('sum').name]));`,
    );
    const options = { target: 'es2022', lib: ['es2022', 'dom'], module: 'nodenext', strict: true, types: [] };
    const compilerOptions = { ...options, skipLibCheck: true };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    for (const version of versions) expect(compile(version, project)).toEqual([]);
    const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [compiler, '-p', project]);
    const out = execFileSync(process.execPath, ['use.js'], { cwd: project, encoding: 'utf8' });
    expect(JSON.parse(out)).toEqual([[[3], [7]], [null, 1], 'sum']);
  });

  it('convert models, and compute with each form of them', () => {
    writeFileSync(join(project, 'data.json'), '[[1, 2], [3, 4]]');
    for (const name of ['sum.h5', 'web/model.json', 'again.keras']) {
      if (name.startsWith('web')) node('folder.js', `import { mkdirSync } from 'node:fs'; mkdirSync('web');`);
      printed('convert', 'sum.keras', name);
      expect(JSON.parse(printed('predict', name, 'data.json')), name).toEqual([[3], [7]]);
    }
    expect(readdirSync(join(project, 'web'))).toEqual(['group1-shard1of1.bin', 'model.json']);
    for (const name of ['sum.onnx', 'sum.weights.h5', 'sum.npz', 'sum.safetensors']) {
      printed('convert', 'sum.keras', name);
      expect(readFileSync(join(project, name)).length, name).toBeGreaterThan(100);
    }
    const image = {
      width: 3,
      height: 3,
      channels: 1 as const,
      data: Uint8Array.from({ length: 9 }, (_, index) => index),
    };
    writeFileSync(join(project, 'image.png'), encode(image));
    expect(JSON.parse(printed('predict', 'image.keras', 'image.png'))).toEqual([[36]]);
  });

  it('fail in one sentence, with a code', () => {
    expect(tupleflow('bogus')).toEqual({ code: 2, out: '', err: "tupleflow: error: unknown command 'bogus'\n" });
    const { code, out, err } = tupleflow('summary', 'none.keras');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^tupleflow: .*none\.keras.*ENOENT.*\n$/);
  });
});
