import { join } from 'node:path';
import ts from 'typescript-6';
import { expect, it } from 'vitest';
import { root } from '../types/compilers.js';

/** What is said of the arguments of an exported function. */
interface Documented {
  readonly path: string;
  /** The positional parameters, and the options, that have no sentence. */
  readonly parameters: readonly string[];
  readonly options: readonly string[];
}

/** What has been asked: one thing may have several names. */
const seen = new Set<ts.Symbol>();
const counted = { parameters: 0, options: 0 };
const config = ts.readConfigFile(join(root, 'tsconfig.check.json'), ts.sys.readFile).config;
const { options: settings } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const program = ts.createProgram([join(root, 'src/index.ts')], settings);
const checker = program.getTypeChecker();
const index = program.getSourceFile(join(root, 'src/index.ts')) as ts.SourceFile;

it('every argument has a sentence, but for those that are listed', async () => {
  const found = exportsOf(checker.getSymbolAtLocation(index) as ts.Symbol, '');
  const lists = (['parameters', 'options'] as const).map((kind) => {
    const lines = found.filter((one) => one[kind].length > 0).map((one) => `  ${one.path}: ${one[kind].join(', ')}`);
    const missing = found.reduce((sum, one) => sum + one[kind].length, 0);
    return [`${missing} of ${counted[kind]} ${kind} have no sentence:`, ...lines].join('\n');
  });
  await expect(`${lists.join('\n\n')}\n`).toMatchFileSnapshot('not-yet-documented.txt');
});

/** The functions that a module exports, and those of the namespaces in it. */
function exportsOf(module: ts.Symbol, prefix: string): readonly Documented[] {
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const path = prefix + exported.name;
    if (symbol.flags & ts.SymbolFlags.ValueModule) return exportsOf(symbol, `${path}.`);
    if (!(symbol.flags & ts.SymbolFlags.Value) || seen.has(symbol)) return [];
    seen.add(symbol);
    const [signature] = checker.getTypeOfSymbolAtLocation(symbol, index).getCallSignatures();
    return signature === undefined ? [] : [documented(path, signature)];
  });
}

function documented(path: string, signature: ts.Signature): Documented {
  const parameters: string[] = [];
  const options: string[] = [];
  for (const parameter of signature.parameters) {
    if (parameter.name !== 'options') {
      counted.parameters++;
      if (isSilent(parameter)) parameters.push(parameter.name);
      continue;
    }
    const given = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, index));
    for (const option of checker.getPropertiesOfType(given)) {
      counted.options++;
      if (isSilent(option)) options.push(option.name);
    }
  }
  return { path, parameters, options };
}

function isSilent(symbol: ts.Symbol): boolean {
  return symbol.getDocumentationComment(checker).length === 0;
}
