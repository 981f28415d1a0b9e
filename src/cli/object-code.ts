import * as activations from '../activations/index.js';
import { makeFrom, positionalNames, takesOptionsApart } from '../arguments/positional.js';
import { ArgumentError, received } from '../errors.js';
import { isLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { configurationOf } from '../graph/layer-state.js';
import { isNameOf } from '../io/keras-config.js';
import { isNamedByClass, type KerasKind, type KerasObject, kindOf, optionsOf } from '../io/kinds.js';
import { type CodeContext, classOf, generalOf, isLossName, nameOf, namespaces, ownCode } from './class-code.js';
import { bracketed, call, quoted, record } from './code-text.js';

type Options = Readonly<Record<string, unknown>>;

/**
 * The code of a call that makes an object of the library: a layer, an initializer, ... Options that have their defaults are left
 * out.
 *
 * @throws ArgumentError if it is of a class that the library does not have.
 */
export function objectCode(value: KerasObject, context: CodeContext): string {
  const kind = kindOf(value) as KerasKind;
  const { className } = value;
  const { make, callee, isOwn } = classOf(value, kind, context);
  const general = isLayer(value) ? generalOf(value) : {};
  const { name, ...own } = written(make, value, context);
  const isOwnName = name !== undefined && !isLayer(value) && !(isNamedByClass(kind) && isNameOf(className, name));
  const options: Options = { ...own, ...(isOwnName && { name }) };
  const first = positionalNames(make);
  const stated = { ...statedOf(make, first, options, context), ...general };
  const given = positionsOf(make as (...given: unknown[]) => unknown, first, stated, options, context);
  const rest = Object.entries(stated).filter(([option]) => !given.includes(option));
  const code = (option: string) => valueCode(options[option], context);
  if (isOwn && takesOptionsApart(make)) {
    const apart = [ownOf(stated, general), general].map((part) => coded(part, context));
    return call(callee(), Object.keys(general).length === 0 ? apart.slice(0, 1) : apart);
  }
  // Classes of users may have no default for their options.
  const isNamed = rest.length > 0 || (isOwn && first.length === 0);
  const named = isNamed ? [coded(Object.fromEntries(rest), context)] : [];
  return call(callee(), [...given.map(code), ...named]);
}

/** Options without those of every layer. */
function ownOf(options: Options, general: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !Object.hasOwn(general, name)));
}

/** The code of an object of options. */
function coded(options: Options, context: CodeContext): string {
  return record(Object.entries(options).map(([option, item]) => [option, valueCode(item, context)]));
}

/** Writes values to compare them: what they import is not noted. */
function plainCode(context: CodeContext): (value: unknown) => string {
  const plain = using(context, (name) => name);
  return (value) => valueCode(value, plain);
}

/** The options of an object with which its class makes an equal one: those that files have, or else its own. */
function written(make: (...given: never[]) => unknown, value: KerasObject, context: CodeContext): Options {
  const inFiles = optionsOf(value);
  if (!isLayer(value)) return inFiles;
  const own = configurationOf<Options>(value);
  const code = plainCode(context);
  try {
    return code(configurationOf(makeFrom(make, inFiles) as AnyLayer)) === code(own) ? inFiles : own;
  } catch {
    return own;
  }
}

/** The options that come by position: those that are stated, or all where options cannot come earlier. */
function positionsOf(
  make: (...given: unknown[]) => unknown,
  first: readonly string[],
  stated: Options,
  options: Options,
  context: CodeContext,
): readonly string[] {
  const count = first.findIndex((option) => !(option in stated));
  if (count < 0) return first;
  const positions = first.slice(0, count);
  const rest = Object.entries(stated).filter(([option]) => !positions.includes(option));
  if (rest.length === 0) return positions;
  const code = plainCode(context);
  const plain = ({ name: _, ...others }: Options) => others;
  try {
    const made = make(...positions.map((option) => options[option]), Object.fromEntries(rest)) as KerasObject;
    return code(plain(optionsOf(made))) === code(plain(options)) ? positions : first;
  } catch {
    return first;
  }
}

/** The options that are not their defaults. */
function statedOf(
  make: (...given: never[]) => unknown,
  first: readonly string[],
  options: Options,
  context: CodeContext,
): Options {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  const code = plainCode(context);
  // The type of `Activation` asks for what its value does without.
  const least = first[0] === 'activation' ? first : [];
  for (const required of [least, first.slice(0, 1), first.slice(0, 2), first]) {
    let stated = Object.fromEntries(entries.filter(([option]) => required.includes(option)));
    let made = defaultsOf(make, stated);
    // Defaults may follow other options: each that is stated is a reason to look again.
    while (made !== undefined) {
      const found: Options = made;
      const next = entries.find(
        ([option, value]) => !(option in stated) && (!(option in found) || code(found[option]) !== code(value)),
      );
      if (next === undefined) return stated;
      stated = { ...stated, [next[0]]: next[1] };
      made = defaultsOf(make, stated);
    }
  }
  return Object.fromEntries(entries);
}

/** The options of what a class makes of some of them; `undefined` where it asks for more. */
function defaultsOf(make: (...given: never[]) => unknown, given: Options): Options | undefined {
  try {
    return optionsOf(makeFrom(make, given) as KerasObject);
  } catch {
    return undefined;
  }
}

/** The code of the value of an option. */
export function valueCode(value: unknown, context: CodeContext): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined)
    return String(value);
  if (isLayer(value)) return context.layer(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return bracketed(
      '[',
      Array.from(value as ArrayLike<unknown>, (item) => valueCode(item, context)),
      ']',
    );
  }
  if (kindOf(value) !== undefined) return configuredCode(value as KerasObject, context);
  const known = Object.entries(activations).find(([, activation]) => activation === value);
  if (known !== undefined) return quoted(known[0]);
  const mine = Object.entries(context.own?.classes ?? {}).find(([, own]) => own === value);
  if (mine !== undefined) return ownCode(mine[0], context);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return record(Object.entries(value).map(([name, item]) => [name, valueCode(item, context)]));
  }
  const expected =
    typeof value === 'function' ? 'functions that the module of your own classes exports' : 'options that it can write';
  throw new ArgumentError(`code expects ${expected} (received ${received(value)})`);
}

/** A context that notes imports in another way. */
function using(context: CodeContext, use: (name: string) => string): CodeContext {
  return { use, layer: (layer) => context.layer(layer), own: context.own };
}

/** What is configured: with nothing but defaults, it is its name, where it has one. */
function configuredCode(value: KerasObject, context: CodeContext): string {
  const uses: string[] = [];
  const code = objectCode(
    value,
    using(context, (name) => {
      uses.push(name);
      return name;
    }),
  );
  const kind = kindOf(value) as KerasKind;
  const { className } = value;
  if (code === `${namespaces[kind]}.${className}()`) {
    const name = nameOf(kind, className);
    if (name !== undefined) return quoted(name);
  }
  const { name } = optionsOf(value);
  if (kind === 'loss' && typeof name === 'string' && isLossName(name, className)) {
    if (code === `losses.${className}({ name: ${quoted(name)} })`) return quoted(name);
  }
  for (const each of uses) context.use(each);
  return code;
}
