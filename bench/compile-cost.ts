import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The compilers that users may have, by their major versions. */
export const compilers = { 6: 'typescript-6/bin/tsc', 7: 'typescript/bin/tsc' } as const;

/** What a compiler says of the work that a program has been. */
export interface CompileCost {
  readonly instantiations: number;
  readonly seconds: number;
}

/** Compiles a program that imports the sources as `tupleflow`. Throws where it has errors. */
export function compileCost(source: string, compiler: keyof typeof compilers): CompileCost {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'cost-'));
  try {
    writeFileSync(join(folder, 'program.ts'), source);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.check.json'),
        compilerOptions: { noUnusedLocals: false, rootDir: root, extendedDiagnostics: true },
        include: ['program.ts', join(root, 'src/backends/bundled-gradients.d.ts')],
      }),
    );
    const output = execFileSync(process.execPath, [join(root, 'node_modules', compilers[compiler]), '-p', folder], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    return { instantiations: read(output, 'Instantiations'), seconds: read(output, 'Total time') };
  } catch (error) {
    throw new Error(`the program does not compile: ${(error as { stdout?: string }).stdout?.slice(0, 2000) ?? error}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(output: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*([\\d.]+)`, 'm').exec(output)?.[1]);
}

const imports = "import { Conv2D, Dense, Input, LSTM, Sequential, add, concatenate } from 'tupleflow';\n";

const layers = (count: number) => Array.from({ length: count }, (_, index) => `Dense(${index + 1})`);

/** Programs of `count` distinct layers, each way in which layers can be put one after the other. */
export const programs: Readonly<Record<string, (count: number) => string>> = {
  statements: (count) =>
    layers(count).reduce(
      (text, layer, index) => `${text}const x${index + 1} = ${layer}(x${index});\n`,
      'const x0 = Input([784]);\n',
    ),
  pipe: (count) => `export const y = Input([784]).pipe(\n${layers(count).join(',\n')});\n`,
  'Sequential, a list': (count) => `export const y = Sequential([Input([784]),\n${layers(count).join(',\n')}]);\n`,
  'Sequential, unshaped': (count) => `export const y = Sequential([\n${layers(count).join(',\n')}])(Input([784]));\n`,
  'Sequential, add': (count) =>
    layers(count).reduce(
      (text, layer, index) => `${text}const m${index + 1} = m${index}.add(${layer});\n`,
      'const m0 = Sequential([Input([784])]);\n',
    ),
  'Conv2D statements': (count) =>
    Array.from(
      { length: count },
      (_, index) => `const x${index + 1} = Conv2D(${index + 1}, [3, 3], { padding: 'same' })(x${index});\n`,
    )
      .join('')
      .replace(/^/, 'const x0 = Input([56, 56, 3]);\n'),
};

const baselines = new Map<number, number>();

/** The instantiations of a program, less those of the import alone. */
export function instantiations(program: string, compiler: keyof typeof compilers): number {
  const baseline = baselines.get(compiler) ?? compileCost(`${imports}export {};\n`, compiler).instantiations;
  baselines.set(compiler, baseline);
  return compileCost(imports + program + 'export {};\n', compiler).instantiations - baseline;
}
