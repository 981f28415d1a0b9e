import { join } from 'node:path';
import ts from 'typescript-6';
import { expect, it } from 'vitest';
import { isLayer } from '../../src/graph/create-layer.js';
import { internals } from '../../src/graph/layer-state.js';
import * as tupleflow from '../../src/index.js';
import { checkedOptions } from '../types/checked-options.js';
import { root } from '../types/compilers.js';

const entries = ['index', 'channels-first', 'datasets/index'];
/** The symbols that have been visited: one function may be exported under several names. */
const seen = new Set<ts.Symbol>();
const methods = new Set<ts.Declaration>();
const counted = { parameters: 0, options: 0, defaults: 0 };
/** What has no sentence, or does not state its default. */
const missing: string[] = [];
/** The defaults that sentences state as a literal, by the path of the function and the option. */
const stated: { readonly path: string; readonly option: string; readonly literal: string }[] = [];
const config = ts.readConfigFile(join(root, 'tsconfig.check.json'), ts.sys.readFile).config;
const { options: settings } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const files = entries.map((entry) => join(root, `src/${entry}.ts`));
const program = ts.createProgram(files, settings);
const checker = program.getTypeChecker();
const index = program.getSourceFile(files[0] as string) as ts.SourceFile;

for (const file of files) visit(checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol);

it('every argument has a sentence, and every optional one states its default', () => {
  expect(missing).toEqual([]);
  expect(counted.parameters).toBeGreaterThan(800);
  expect(counted.options).toBeGreaterThan(2000);
  expect(counted.defaults).toBeGreaterThan(1900);
});

it('the defaults that sentences state are those of the code', () => {
  const compared = stated.flatMap(({ path, option, literal }) => {
    const made = configurationOf(path);
    if (made === null || !(option in made)) return [];
    // The default of an option may be another option.
    const expected = literal in made ? shown(made[literal]) : literal;
    return [{ option: `${path}: ${option}`, expected, value: shown(made[option]) }];
  });
  expect(compared.filter(({ expected, value }) => expected !== value)).toEqual([]);
  expect(compared.length).toBeGreaterThan(880);
});

/** All options of what a function makes from its positional arguments alone; `null` where it needs others. */
function configurationOf(path: string): Readonly<Record<string, unknown>> | null {
  // Members of types are no functions of the library.
  const make = path
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], tupleflow);
  for (const given of [[], [2], [2, 2], [2, 2, 2]]) {
    try {
      const made: unknown = (make as (...given: readonly unknown[]) => unknown)(...given);
      if (made instanceof Promise) {
        made.catch(() => undefined);
        return null;
      }
      if (isLayer(made)) return made[internals].program.configuration;
      return (made as { readonly options?: Readonly<Record<string, unknown>> }).options ?? null;
    } catch {}
  }
  return null;
}

/** A default as a sentence writes it: the name of a class or of an activation for an object. */
function shown(value: unknown): string {
  if (typeof value === 'function') return value.name === 'linear' ? 'null' : value.name;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return new Set(value).size === 1 ? shown(value[0]) : String(value);
  const { className = '' } = value as { readonly className?: string };
  return className === 'RandomUniform' ? 'uniform' : className.charAt(0).toLowerCase() + className.slice(1);
}

/** Visits the functions that a module exports, the methods of its interfaces, and those of the namespaces in it. */
function visit(module: ts.Symbol, prefix = ''): void {
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const path = prefix + exported.name;
    if (symbol.flags & ts.SymbolFlags.ValueModule) visit(symbol, `${path}.`);
    if (symbol.flags & ts.SymbolFlags.ValueModule || seen.has(symbol)) continue;
    seen.add(symbol);
    if (symbol.flags & ts.SymbolFlags.Value) visitArguments(path, checker.getTypeOfSymbolAtLocation(symbol, index));
    if (symbol.flags & ts.SymbolFlags.Interface) visitMethods(path, checker.getDeclaredTypeOfSymbol(symbol));
  }
}

/** Visits the methods of an interface, its own and those that it inherits; each declaration once. */
function visitMethods(path: string, type: ts.Type): void {
  for (const member of checker.getPropertiesOfType(type)) {
    const [declaration] = member.declarations ?? [];
    if (declaration === undefined || methods.has(declaration) || !isOurs(member)) continue;
    if (!(member.flags & ts.SymbolFlags.Method)) continue;
    methods.add(declaration);
    visitArguments(`${path}.${member.name}`, checker.getTypeOfSymbolAtLocation(member, index));
  }
}

/** Visits the parameters and the options of the longest signature. */
function visitArguments(path: string, type: ts.Type): void {
  const [signature] = [...type.getCallSignatures()].sort((a, b) => b.parameters.length - a.parameters.length);
  const visited = new Set<string>();
  for (const parameter of signature?.parameters ?? []) {
    if (parameter.name !== 'options') {
      counted.parameters++;
      if (textOf(parameter) === '') missing.push(`${path}: ${parameter.name}`);
    }
    const given = checker.getTypeOfSymbolAtLocation(parameter, index);
    for (const option of optionsIn(given, parameter.name === 'options')) {
      if (visited.has(option.name)) continue;
      visited.add(option.name);
      visitOption(path, option);
    }
  }
}

function visitOption(path: string, option: ts.Symbol): void {
  counted.options++;
  const text = textOf(option);
  if (text === '') missing.push(`${path}: ${option.name}`);
  if (!(option.flags & ts.SymbolFlags.Optional) || option.flags & ts.SymbolFlags.Method) return;
  counted.defaults++;
  if (text !== '' && !/\bdefaults?\b/i.test(text)) missing.push(`${path}: the default of ${option.name}`);
  const literal = /The default is `?(-?[\d.]+(?:e-\d+)?|(?<=`)\w+)`?(?:[.,:]\s|\.?$)/.exec(text)?.[1];
  // A sentence that is shared by several classes states the default of each.
  if (literal !== undefined && !/default is .* for `/s.test(text)) {
    stated.push({ path, option: option.name, literal: literal.replace(/\.$/, '') });
  }
}

/** The options in the type of a parameter: those of each object in a union, and in a list of arguments. */
function optionsIn(given: ts.Type, areOptions: boolean): readonly ts.Symbol[] {
  const type = checker.getNonNullableType(given);
  if (type.isUnion()) return type.types.flatMap((one) => optionsIn(one, areOptions));
  if (isTuple(type)) return checker.getTypeArguments(type).flatMap((one) => optionsIn(one, false));
  if (type.flags & ts.TypeFlags.TypeParameter)
    return optionsIn(checker.getBaseConstraintOfType(type) ?? checker.getAnyType(), areOptions);
  const constituents = type.isIntersection() ? type.types : [type];
  const checked = constituents.map(checkedOptions).find((options) => options !== undefined);
  if (checked) return optionsIn(checked, true);
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
