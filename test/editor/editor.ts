import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../types/compilers.js';

/** What signature help shows. */
export interface Signature {
  readonly label: string;
  readonly parameters: readonly string[];
  /** What is said of the parameter that the cursor is in. */
  readonly documentation: string;
}

/** An editor with one file, which can be asked what it shows at a place, counted in UTF-16 code units. */
export interface Editor {
  /** Replaces the text of the file. */
  write(text: string): void;
  /** The lines that are shown for the name at a place, as the compiler writes them, and what is said of it. */
  hover(at: number): Promise<string>;
  /** The names that are offered at a place. */
  completions(at: number): Promise<readonly string[]>;
  signature(at: number): Promise<Signature | undefined>;
  /** The number of errors in the file. */
  errors(): Promise<number>;
  close(): Promise<void>;
}

/** Where programs find the library: its sources, or what is built and published. */
export type Library = 'src' | 'dist';

/** A project of one file, for as long as an editor is open on it. */
export class EditedProject {
  readonly folder: string;
  readonly file: string;

  constructor(library: Library) {
    this.folder = mkdtempSync(join(root, 'node_modules/.tupleflow-editor-'));
    this.file = join(this.folder, 'edited.ts');
    const compilerOptions = {
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable', 'esnext.disposable'],
      module: 'nodenext',
      moduleResolution: 'nodenext',
      types: ['node'],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      paths: { tupleflow: [join(root, library === 'src' ? 'src/index.ts' : 'dist/index.d.ts')] },
    };
    writeFileSync(join(this.folder, 'package.json'), JSON.stringify({ type: 'module' }));
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['edited.ts'] }));
    writeFileSync(this.file, 'export {};\n');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
