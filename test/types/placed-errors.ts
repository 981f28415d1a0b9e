import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts54 from 'typescript-5.4';
import ts6 from 'typescript-6';
import { root, runCompiler, type Version } from './compilers.js';

/** What a compiler marks in a file, and what it says. Places count from 0, in UTF-16 code units from the start of the file. */
export interface PlacedError {
  /** The name of the file, without folders. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** The first line of the message. */
  readonly message: string;
}

/**
 * The errors in the files that the `tsconfig.json` of a folder names, with the text that is marked.
 *
 * The versions with a compiler API check these files alone; TypeScript 7 draws a line under what it marks.
 *
 * @param texts the text of each file by its name.
 */
export function placedErrors(
  version: Version,
  folder: string,
  texts: ReadonlyMap<string, string>,
): readonly PlacedError[] {
  if (version === '7') return drawnErrors(runCompiler(version, folder, '--pretty', 'true'), texts);
  // The older one differs in what it says, not in how it is asked.
  const ts = version === '6' ? ts6 : (ts54 as unknown as typeof ts6);
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${folder}/tsconfig.json`, ts.sys.readFile).config,
    ts.sys,
    folder,
  );
  const program = ts.createProgram(fileNames, options);
  return fileNames.flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ start = 0, length = 0, messageText }) => ({
        file: basename(path),
        start,
        end: start + length,
        message: ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0] as string,
      }),
    );
  });
}

const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
const header = /^(\S.*?):(\d+):(\d+) - error TS\d+: (.*)$/;

/** The errors that a compiler has printed with the lines of code that they are in, and what they mark underlined. */
function drawnErrors(printed: string, texts: ReadonlyMap<string, string>): readonly PlacedError[] {
  const blocks = printed.replace(colours, '').split(/\n(?=\S.*?:\d+:\d+ - error TS)/);
  return blocks.flatMap((block): readonly PlacedError[] => {
    const lines = block.split('\n');
    const [, path, row, column, message] = header.exec(lines[0] as string) ?? [];
    if (path === undefined) return [];
    const file = basename(path);
    const starts = lineStarts(texts.get(file) ?? '');
    const start = (starts[Number(row) - 1] ?? 0) + Number(column) - 1;
    return [{ file, start, end: endOf(lines, starts) ?? start, message: message as string }];
  });
}

/** Where the last of the underlined pieces of code ends. */
function endOf(lines: readonly string[], starts: readonly number[]): number | undefined {
  const drawn = lines.flatMap((line, index): readonly number[] => {
    const [, number, space] = /^(\d+)( )/.exec(line) ?? [];
    const underline = lines[index + 1] ?? '';
    if (number === undefined || space === undefined || !/^ +~+$/.test(underline)) return [];
    return [(starts[Number(number) - 1] ?? 0) + underline.length - number.length - 1];
  });
  return drawn.at(-1);
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/**
 * What a compiler says of a program, by the lines that it marks, which count from 1.
 *
 * @param text a module that may import `tupleflow`; with more files, the text of the first.
 */
export function linesWithErrors(version: Version, name: string, text: string): ReadonlyMap<number, string> {
  const folder = mkdtempSync(join(root, 'node_modules/.tupleflow-'));
  try {
    const extended = { extends: join(root, 'tsconfig.check.json'), files: [name], include: [] };
    const compilerOptions = { rootDir: root, noUnusedLocals: false, noUnusedParameters: false };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...extended, compilerOptions }));
    writeFileSync(join(folder, name), text);
    const errors = placedErrors(version, folder, new Map([[name, text]]));
    return new Map(errors.map(({ start, message }) => [text.slice(0, start).split('\n').length, message]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
