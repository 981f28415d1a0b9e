import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-6';

/** The folder of the mistakes, which is compiled on its own. */
export const folder: string = fileURLToPath(new URL('cases', import.meta.url));

/** The texts of the files in {@link folder}, by their names. */
export const texts: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]),
);

/** Who has made a mistake: people, as reported; or it is of the kinds that people are likely to make. */
export type Origin = 'reported' | 'likely';

/** A call that is wrong, and where. */
export interface Mistake {
  readonly name: string;
  readonly origin: Origin;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** What is wrong in it: what stands between the marks; `undefined` where no place is. */
  readonly marked: readonly [start: number, end: number] | undefined;
}

const [opening, closing] = ['/*<*/', '/*>*/'];

/** All mistakes, in the order of the files. */
export const mistakes: readonly Mistake[] = [...texts].flatMap(([file, text]) => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => {
    const [{ name, initializer } = { name: undefined, initializer: undefined }] = declarationList.declarations;
    const origin = name?.getText();
    if ((origin !== 'reported' && origin !== 'likely') || !initializer || !ts.isObjectLiteralExpression(initializer))
      return [];
    return initializer.properties.map((property): Mistake => {
      const [start, end] = [property.getStart(), property.end];
      const [from, to] = [text.indexOf(opening, start), text.indexOf(closing, start)];
      const marked = from > 0 && from < end ? ([from + opening.length, to] as const) : undefined;
      return { name: (property.name as ts.StringLiteral).text, origin, file, start, end, marked };
    });
  });
});

/** Those that a compiler can see. */
export const typed: readonly Mistake[] = mistakes.filter(({ file }) => file !== 'untyped.ts');
