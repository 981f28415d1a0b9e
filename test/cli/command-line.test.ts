import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { encode } from 'fast-png';
import jpeg from 'jpeg-js';
import { Dense, defineLayer, GlobalAveragePooling2D, Input, loadModel, Model, Sequential } from 'tupleflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileSnippet, showDiagnostics } from '../../examples/compile-snippet.js';
import { runCommandLine } from '../../src/cli/command-line.js';
import { wholeOf } from '../../src/io/formats/byte-parts.js';
import { readNpy, writeNpy } from '../../src/io/formats/npy.js';

let folder: string;
let file: string;
let several: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tupleflow-commands-'));
  file = join(folder, 'sum-of-two.keras');
  const sum = Sequential([Input([2], { name: 'numbers' }), Dense(1, { name: 'sum', kernelInitializer: 'ones' })]);
  await sum.save(file);
  several = join(folder, 'several.keras');
  const numbers = Input([2], { name: 'numbers' });
  const outputs = { sum: numbers.pipe(Dense(1, { kernelInitializer: 'ones' })), same: numbers };
  await Model({ inputs: [numbers], outputs }).save(several);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...given: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const found = { out: '', err: '' };
  const code = await runCommandLine(given, {
    out: (text) => {
      found.out += text;
    },
    err: (text) => {
      found.err += text;
    },
  });
  return { code, ...found };
}

describe('tupleflow', () => {
  it.each([[], ['summary'], ['types'], ['code'], ['convert'], ['plot'], ['predict'], ['doctor']])(
    'explains itself: %s --help',
    async (...command) => {
      const { code, out } = await run(...command.filter((word) => word !== undefined), '--help');
      expect(code).toBe(0);
      expect(out).toMatchSnapshot();
    },
  );

  it('fails with 2 where it is called wrongly, and 1 where a file is wrong, in one sentence', async () => {
    expect(await run('bogus')).toEqual({ code: 2, out: '', err: "tupleflow: error: unknown command 'bogus'\n" });
    expect((await run('summary')).code).toBe(2);
    expect((await run('summary', file, '--yaml')).code).toBe(2);
    const missing = await run('summary', join(folder, 'none.keras'));
    expect(missing.code).toBe(1);
    expect(missing.err).toMatch(/^tupleflow: loadModel expects a file that can be read .*ENOENT.*\n$/);
    writeFileSync(join(folder, 'text.keras'), 'no model');
    expect((await run('code', join(folder, 'text.keras'))).err).toContain('expects a file of a model');
  });

  it('shows a summary', async () => {
    expect((await run('summary', file)).out).toContain('sum (Dense)');
    const { parameters, inputs, layers } = JSON.parse((await run('summary', file, '--json')).out);
    expect(inputs).toEqual([{ name: 'numbers', shape: [null, 2], dtype: 'float32' }]);
    expect([parameters, layers[0].name, layers[0].outputs]).toEqual([
      3,
      'sum',
      [[{ shape: [null, 1], dtype: 'float32' }]],
    ]);
  });

  it('writes types that are those of the model', async () => {
    for (const [path, name] of [
      [file, 'SumOfTwo'],
      [several, 'Several'],
    ] as const) {
      const output = join(folder, `${name}.ts`);
      expect(await run('types', path, '-o', output)).toEqual({ code: 0, out: '', err: '' });
      const text = readFileSync(output, 'utf8');
      expect(text).toMatchSnapshot();
      expect(showDiagnostics(compileSnippet(text.replace('import.meta.url', "'file:///'")), false)).toBe('');
      const load = new Function('loadModel', 'URL', `return ${scriptOf(text)}`)(loadModel, URL);
      const model = await load(path);
      model.dispose();
      const other = path === file ? several : file;
      await expect(load(other)).rejects.toThrow(/(inputs|outputs) expects/);
    }
  });

  it('writes code', async () => {
    const { out } = await run('code', file);
    expect(out).toMatchSnapshot();
  });

  it.each(['.keras', '.h5', '.weights.h5', '.npz', '.safetensors', '.onnx'])('converts to %s', async (extension) => {
    const to = join(folder, `converted${extension}`);
    expect(await run('convert', file, to)).toEqual({ code: 0, out: '', err: '' });
    expect(existsSync(to)).toBe(true);
    expect(JSON.parse((await run('convert', file, to, '--json')).out)).toEqual({ written: to });
  });

  it('rejects formats that it does not know', async () => {
    const { code, err } = await run('convert', file, join(folder, 'model.pt'));
    expect(code).toBe(1);
    expect(err).toContain('model.pt');
  });

  it('draws a model', async () => {
    const { out } = await run('plot', file);
    expect(out).toContain('<svg');
    expect(out).toContain('(null, 1)');
  });

  it('predicts', async () => {
    const [json, npy, to] = ['data.json', 'data.npy', 'sums.npy'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(json, '[[1, 2], [3, 4]]');
    writeFileSync(npy, await wholeOf(writeNpy({ shape: [1, 2], dtype: 'float32', values: new Float32Array([5, 6]) })));
    expect(JSON.parse((await run('predict', file, json)).out)).toEqual([[3], [7]]);
    expect(JSON.parse((await run('predict', several, json)).out)).toEqual({
      sum: [[3], [7]],
      same: [
        [1, 2],
        [3, 4],
      ],
    });
    expect((await run('predict', file, npy, '-o', to)).code).toBe(0);
    expect(Array.from(readNpy(new Uint8Array(readFileSync(to)), 'sums.npy').values, Number)).toEqual([11]);
    expect((await run('predict', file, json, json)).err).toContain('expects data for 1 inputs (received 2 files)');
    expect((await run('predict', several, json, '-o', to)).code).toBe(1);
    writeFileSync(json, 'words');
    expect((await run('predict', file, json)).err).toContain('data.json expects a file of NPY');
    writeFileSync(json, '[[1, 2]]');
    expect(JSON.parse((await run('predict', file, json, '--json')).out)).toEqual({
      outputs: [{ name: 'sum', shape: [1, 1], dtype: 'float32', values: [[3]] }],
    });
    expect(JSON.parse((await run('predict', file, json, '-o', to, '--json')).out)).toEqual({ written: to });
  });

  it('predicts for images, scaled to the size of the input', async () => {
    const [grey, colour, photo, palette] = ['grey.png', 'colour.png', 'photo.jpg', 'palette.png'].map((name) =>
      join(folder, name),
    ) as [string, string, string, string];
    writeFileSync(grey, encode({ width: 2, height: 1, channels: 1, depth: 8, data: Uint8Array.of(10, 30) }));
    const pixels = [...Array(8)].flatMap(() => [255, 0, 0, 128]);
    writeFileSync(colour, encode({ width: 4, height: 2, channels: 4, depth: 8, data: Uint8Array.from(pixels) }));
    writeFileSync(photo, jpeg.encode({ width: 8, height: 8, data: new Uint8Array(256).fill(200) }, 100).data);
    const shades = { width: 8, height: 1, channels: 1, depth: 1, data: Uint8Array.of(0b10110000) } as const;
    writeFileSync(palette, encode(shades));
    const means = async (channels: number, size: number, dataFormat: 'channelsFirst' | 'channelsLast') => {
      const path = join(folder, `means-${channels}-${size}-${dataFormat}.keras`);
      const shape = dataFormat === 'channelsFirst' ? [channels, size, size] : [size, size, channels];
      await Sequential([Input(shape), GlobalAveragePooling2D({ dataFormat })]).save(path);
      return path;
    };
    const values = async (...given: readonly string[]) => JSON.parse((await run('predict', ...given)).out);
    expect(await values(await means(1, 4, 'channelsLast'), grey, palette)).toEqual([[20], [95.625]]);
    expect(await values(await means(3, 2, 'channelsLast'), colour)).toEqual([[255, 0, 0]]);
    expect(await values(await means(4, 2, 'channelsFirst'), colour, '--scale', '1/255', '--offset', '-1')).toEqual([
      [0, -1, -1, expect.closeTo(128 / 255 - 1, 6)],
    ]);
    const [[red]] = await values(await means(3, 3, 'channelsLast'), photo);
    expect(red).toBeCloseTo(200, -1);
    expect((await run('predict', file, grey)).err).toBe(
      `tupleflow: ${grey} expects an image only for inputs of images, of 1, 3 or 4 channels (received one for (null, 2))\n`,
    );
    writeFileSync(photo, readFileSync(photo).subarray(0, 40));
    const broken = await run('predict', await means(3, 3, 'channelsLast'), photo);
    expect([broken.code, broken.err.split('\n').length]).toEqual([1, 2]);
    expect(broken.err).toContain('photo.jpg expects an image that can be read');
    expect((await run('predict', file, grey, '--scale', 'half')).code).toBe(2);
  });

  it('takes classes of the user from a module', async () => {
    const scale = defineLayer({
      name: 'Scale',
      package: 'my_package',
      configure: ({ factor }: { readonly factor: number }) => ({ factor }),
      shape: (input) => input,
      forward: (input, _, { factor }) => tf.mul(input, factor),
    });
    const path = join(folder, 'scaled.keras');
    const classes = fileURLToPath(new URL('own-classes.ts', import.meta.url));
    await Sequential([Input([2]), scale({ factor: 3 }, { name: 'triple' })]).save(path);
    expect((await run('summary', path)).err).toContain("given in classes (received 'my_package>Scale')");
    expect((await run('summary', path, '--classes', classes)).out).toContain('triple (Scale)');
    const { content } = JSON.parse((await run('code', path, '--classes', classes, '--json')).out);
    expect(content).toContain("classes.Scale({ factor: 3 }, { name: 'triple' })");
    const missing = await run('summary', path, '--classes', join(folder, 'none.js'));
    expect(missing.err).toMatch(/^tupleflow: --classes expects a module that can be imported .*\n$/);
  });

  it('says where models run', async () => {
    const { backend, simd, backends } = JSON.parse((await run('doctor', '--json')).out);
    expect([backend, simd, backends.length]).toEqual(['wasm', true, 3]);
    expect((await run('doctor')).out).toContain('Models run on wasm, which TUPLEFLOW_BACKEND names.');
  });
});

/** The function of a module, without its types. */
function scriptOf(text: string): string {
  const body = text.slice(text.indexOf('export function load('));
  return body
    .replace('export ', '')
    .replace(/source: ModelSource = [^,]*, import\.meta\.url\),\n/, 'source,')
    .replace(/options: [^{]*= \{\}/, 'options = {}')
    .replace(/\): Promise<\w+> \{/, ') {');
}
