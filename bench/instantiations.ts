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
    this.#compileOnly('program.ts');
    this.#baseline = this.#check('');
  }

  /** What a program costs that may use whatever the package exports. */
  measure(program: string): Cost {
    return this.#beyondImporting(this.#check(program));
  }

  /** The same of a program that is rejected. */
  measureRejected(program: string): Cost {
    return this.#beyondImporting(costIn(this.#print(`${everything}\n${program}`)));
  }

  /** What a file of this project costs, with those that it imports. */
  measureFile(path: string): Cost {
    this.#compileOnly(join(root, path));
    const printed = this.#print(everything);
    this.#compileOnly('program.ts');
    return this.#beyondImporting(costIn(rightly(printed)));
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

  #compileOnly(file: string): void {
    writeFileSync(join(this.#folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: [file] }));
  }

  #check(program: string): Cost {
    return costIn(this.#run(`${everything}\n${program}`));
  }

  #beyondImporting({ instantiations, seconds }: Cost): Cost {
    return {
      instantiations: instantiations - this.#baseline.instantiations,
      seconds: Math.max(0, seconds - this.#baseline.seconds),
    };
  }

  #run(program: string): string {
    return rightly(this.#print(program));
  }

  #print(program: string): string {
    writeFileSync(join(this.#folder, 'program.ts'), `${program}\n`);
    return runCompiler(this.#version, this.#folder, '--extendedDiagnostics');
  }
}

/** What a compiler has printed, where it has found nothing wrong. */
function rightly(printed: string): string {
  const [, error] = /error (.*)/.exec(printed) ?? [];
  if (error !== undefined) throw new Error(`the program does not compile: ${error}`);
  return printed;
}

function costIn(printed: string): Cost {
  return { instantiations: figure('Instantiations', printed), seconds: figure('Check time', printed) };
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
