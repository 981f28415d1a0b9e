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

  /** What importing all of the library adds to the time in which an empty program is compiled; the least of several runs. */
  importing(runs: number): { readonly seconds: number; readonly empty: number } {
    const least = (text: string) =>
      Math.min(...Array.from({ length: runs }, () => figure('Total time', this.#run(text))));
    const empty = least('export {};');
    return { seconds: least(everything) - empty, empty };
  }

  /** Frees the folder that programs are written to. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #check(program: string): Cost {
    const printed = this.#run(`${everything}\n${program}`);
    return { instantiations: figure('Instantiations', printed), seconds: figure('Check time', printed) };
  }

  #run(program: string): string {
    writeFileSync(join(this.#folder, 'program.ts'), `${program}\n`);
    const printed = runCompiler(this.#version, this.#folder, '--extendedDiagnostics');
    const [, error] = /error (.*)/.exec(printed) ?? [];
    if (error !== undefined) throw new Error(`the program does not compile: ${error}`);
    return printed;
  }
}

/** A program that asks for all that there is. */
const everything = "import * as tupleflow from 'tupleflow';\nexport { tupleflow };";

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
