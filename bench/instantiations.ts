import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runCompiler, type Version } from '../test/types/compilers.js';

/** What checking a program costs a compiler. */
export interface Cost {
  /** How often it has put arguments into a generic type. */
  readonly instantiations: number;
  readonly seconds: number;
}

/** Checks programs against the built package, and takes off what importing it costs. */
export class CostMeter {
  readonly #version: Version;
  readonly #folder: string;
  readonly #baseline: Cost;

  constructor(version: Version) {
    this.#version = version;
    this.#folder = mkdtempSync(join(tmpdir(), 'tupleflow-type-cost-'));
    writeFileSync(
      join(this.#folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['program.ts'] }),
    );
    this.#baseline = this.#check('');
  }

  /** What a program costs that may use whatever the package exports. */
  measure(program: string): Cost {
    const { instantiations, seconds } = this.#check(program);
    return {
      instantiations: instantiations - this.#baseline.instantiations,
      seconds: Math.max(0, seconds - this.#baseline.seconds),
    };
  }

  /** Frees the folder that programs are written to. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #check(program: string): Cost {
    writeFileSync(
      join(this.#folder, 'program.ts'),
      `import * as tupleflow from 'tupleflow';\n${program}\nexport { tupleflow };\n`,
    );
    const printed = runCompiler(this.#version, this.#folder, '--extendedDiagnostics');
    const [, error] = /error (.*)/.exec(printed) ?? [];
    if (error !== undefined) throw new Error(`the program does not compile: ${error}`);
    return { instantiations: figure('Instantiations', printed), seconds: figure('Check time', printed) };
  }
}

function figure(name: string, printed: string): number {
  return Number(new RegExp(`${name}:\\s+([\\d.]+)`).exec(printed)?.[1]);
}

const options = {
  target: 'es2022',
  lib: ['es2022', 'dom'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  paths: { tupleflow: [join(root, 'dist/index.d.ts')] },
};
