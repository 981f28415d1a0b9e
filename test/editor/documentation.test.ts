import { join } from 'node:path';
import ts from 'typescript-6';
import { expect, it } from 'vitest';
import { root } from '../types/compilers.js';

/** The arguments of one exported function or method that lack a doc sentence. */
interface Undocumented {
  readonly path: string;
  /** The positional parameters without a sentence. */
  readonly parameters: readonly string[];
  /** The options without a sentence. */
  readonly options: readonly string[];
  /** The options with a sentence that may be left out, and whose default no sentence states. */
  readonly defaults: readonly string[];
}

const entries = ['index', 'channels-first', 'datasets/index'];
const kinds = ['parameters', 'options', 'defaults'] as const;
/** The symbols that have been visited: one function may be exported under several names. */
const seen = new Set<ts.Symbol>();
const methods = new Set<ts.Declaration>();
const counted = { parameters: 0, options: 0, defaults: 0 };
const config = ts.readConfigFile(join(root, 'tsconfig.check.json'), ts.sys.readFile).config;
const { options: settings } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const files = entries.map((entry) => join(root, `src/${entry}.ts`));
const program = ts.createProgram(files, settings);
const checker = program.getTypeChecker();
const index = program.getSourceFile(files[0] as string) as ts.SourceFile;

it('every argument has a sentence, and every optional one a default', async () => {
  const found = files.flatMap((file) =>
    exportsOf(checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol, ''),
  );
  const lists = kinds.map((kind) => {
    const lines = found.filter((one) => one[kind].length > 0).map((one) => `  ${one.path}: ${one[kind].join(', ')}`);
    const missing = found.reduce((sum, one) => sum + one[kind].length, 0);
    const of = kind === 'defaults' ? 'options that may be left out state no default' : `${kind} have no sentence`;
    return [`${missing} of ${counted[kind]} ${of}:`, ...lines].join('\n');
  });
  expect(counted.parameters).toBeGreaterThan(600);
  expect(counted.options).toBeGreaterThan(1200);
  await expect(`${lists.join('\n\n')}\n`).toMatchFileSnapshot('not-yet-documented.txt');
});

/** The functions that a module exports, the methods of its interfaces, and those of the namespaces in it. */
function exportsOf(module: ts.Symbol, prefix: string): readonly Undocumented[] {
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const path = prefix + exported.name;
    if (symbol.flags & ts.SymbolFlags.ValueModule) return exportsOf(symbol, `${path}.`);
    if (seen.has(symbol)) return [];
    seen.add(symbol);
    const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0;
    const functions = isValue ? documented(path, checker.getTypeOfSymbolAtLocation(symbol, index)) : [];
    const isInterface = (symbol.flags & ts.SymbolFlags.Interface) !== 0;
    return [...functions, ...(isInterface ? methodsOf(path, checker.getDeclaredTypeOfSymbol(symbol)) : [])];
  });
}

/** The methods of an interface that it states, or one that it extends states; each declaration is visited once. */
function methodsOf(path: string, type: ts.Type): readonly Undocumented[] {
  return checker.getPropertiesOfType(type).flatMap((member) => {
    const [declaration] = member.declarations ?? [];
    if (declaration === undefined || methods.has(declaration) || !isOurs(member)) return [];
    if (!(member.flags & ts.SymbolFlags.Method)) return [];
    methods.add(declaration);
    return documented(`${path}.${member.name}`, checker.getTypeOfSymbolAtLocation(member, index));
  });
}

function documented(path: string, type: ts.Type): readonly Undocumented[] {
  const [signature] = [...type.getCallSignatures()].sort((a, b) => b.parameters.length - a.parameters.length);
  if (signature === undefined) return [];
  const [parameters, options, defaults] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const visited = new Set<string>();
  for (const parameter of signature.parameters) {
    const given = checker.getTypeOfSymbolAtLocation(parameter, index);
    if (parameter.name !== 'options') {
      counted.parameters++;
      if (textOf(parameter) === '') parameters.add(parameter.name);
    }
    for (const option of optionsIn(given, parameter.name === 'options')) {
      if (visited.has(option.name)) continue;
      visited.add(option.name);
      counted.options++;
      const isOptional = (option.flags & ts.SymbolFlags.Optional) !== 0 && !(option.flags & ts.SymbolFlags.Method);
      if (isOptional) counted.defaults++;
      if (textOf(option) === '') options.add(option.name);
      else if (isOptional && !/\bdefaults?\b/i.test(textOf(option))) defaults.add(option.name);
    }
  }
  return [{ path, parameters: [...parameters], options: [...options], defaults: [...defaults] }];
}

/** The options in the type of a parameter: those of each object in a union, and in a list of arguments. */
function optionsIn(given: ts.Type, areOptions: boolean): readonly ts.Symbol[] {
  const type = checker.getNonNullableType(given);
  if (type.isUnion()) return type.types.flatMap((one) => optionsIn(one, areOptions));
  if (isTuple(type)) return checker.getTypeArguments(type).flatMap((one) => optionsIn(one, false));
  if (type.flags & ts.TypeFlags.TypeParameter)
    return optionsIn(checker.getBaseConstraintOfType(type) ?? checker.getAnyType(), areOptions);
  const constituents = type.isIntersection() ? type.types : [type];
  const isOptions =
    areOptions ||
    constituents.some((one) => /(Options|Definition)$/.test(one.aliasSymbol?.name ?? one.getSymbol()?.name ?? ''));
  return isOptions ? checker.getPropertiesOfType(type).filter(isOurs) : [];
}

function isTuple(type: ts.Type): type is ts.TypeReference {
  return checker.isTupleType(type);
}

function isOurs(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) =>
    declaration.getSourceFile().fileName.startsWith(join(root, 'src')),
  );
}

/** The sentence of a parameter or an option, where the editors of 6 and 7 both show it. */
function textOf(symbol: ts.Symbol): string {
  // The language server of 7 passes over the `@param` tags of a constant whose type is written out.
  const [declaration] = symbol.declarations ?? [];
  if (declaration !== undefined && ts.isParameter(declaration) && ts.isFunctionTypeNode(declaration.parent)) {
    if (!/^\s*\/\*\*/.test(declaration.getFullText())) return '';
  }
  return ts.displayPartsToString(symbol.getDocumentationComment(checker));
}
