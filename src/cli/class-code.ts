import { ArgumentError, received } from '../errors.js';
import { isLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import { classesOf } from '../io/classes.js';
import type { OwnClasses } from '../io/config-reader.js';
import { isNameOf } from '../io/keras-config.js';
import type { KerasKind, KerasObject } from '../io/kinds.js';
import { type LossName, lossNames, resolveLoss } from '../losses/resolve-loss.js';
import { bracketed, quoted } from './code-text.js';

/** What code is written with. */
export interface CodeContext {
  /** Notes that the module imports a name, and returns it. */
  use(name: string): string;
  /** The code of a layer, or the constant that holds it. */
  layer(layer: AnyLayer): string;
  /** The module of the user's own classes and functions, if there is one. */
  readonly own: OwnModule | null;
}

/** A module that exports classes and functions of the user's own. */
export interface OwnModule {
  /** The path from which the code imports it. */
  readonly path: string;
  readonly classes: OwnClasses;
}

/** The name under which the code imports the user's own classes and functions. */
const ownNamespace = 'classes';

/** The namespaces of the library by the kind of what they hold; layers are exported by themselves. */
export const namespaces: Readonly<Record<KerasKind, string>> = {
  layer: '',
  loss: 'losses',
  metric: 'metrics',
  optimizer: 'optimizers',
  schedule: 'optimizers',
  initializer: 'initializers',
  regularizer: 'regularizers',
  constraint: 'constraints',
};

/** What makes an object, and its code: the user's own class, where that is given, or that of the library. */
export function classOf(value: KerasObject, kind: KerasKind, context: CodeContext): ClassCode {
  const { className } = value;
  const { package: ownPackage } = isLayer(value) ? value[internals].program : {};
  const mine = context.own?.classes ?? {};
  const key = [`${ownPackage}>${className}`, className].find((name) => Object.hasOwn(mine, name));
  if (key !== undefined) return { make: mine[key] as () => unknown, callee: () => ownCode(key, context), isOwn: true };
  const classes = classesOf[kind];
  const isLibrary = ownPackage === undefined || ownPackage === 'tupleflow';
  const make: unknown = isLibrary && Object.hasOwn(classes, className) ? classes[className] : undefined;
  if (typeof make !== 'function') {
    throw new ArgumentError(
      `code expects a ${kind} of the library, or of the module of your own classes (received ${received(className)})`,
    );
  }
  const namespace = namespaces[kind];
  const callee = () =>
    namespace === ''
      ? context.use(className)
      : `${context.use(namespace)}${kind === 'schedule' ? '.schedules' : ''}.${className}`;
  return { make: make as () => unknown, callee, isOwn: false };
}

interface ClassCode {
  readonly make: (...given: never[]) => unknown;
  /** Whether it is the user's own. */
  readonly isOwn: boolean;
  /** The code of the class; notes what it imports. */
  callee(): string;
}

/** The code of a class or function of the user's own. */
export function ownCode(name: string, context: CodeContext): string {
  const namespace = context.use(ownNamespace);
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${namespace}.${name}` : `${namespace}[${quoted(name)}]`;
}

/** The name that stands for a class with its defaults; `undefined` where it has none. */
export function nameOf(kind: KerasKind, className: string): string | undefined {
  if (kind === 'initializer') return className.charAt(0).toLowerCase() + className.slice(1);
  if (kind === 'optimizer') return className.toLowerCase();
  // A metric by its name has that name as its key in logs, and not the one that it has by itself.
  const make: unknown = kind === 'loss' ? classesOf.loss[className] : undefined;
  return typeof make === 'function' && 'identifier' in make ? String(make.identifier) : undefined;
}

/** Whether a name stands for a class of losses. */
export function isLossName(name: string, className: string): boolean {
  return (
    (lossNames as readonly string[]).includes(name) && resolveLoss(name as LossName, 'code').className === className
  );
}

/** The options of any layer that are not their defaults. */
export function generalOf(layer: AnyLayer): Readonly<Record<string, unknown>> {
  return {
    ...(!isAutomatic(layer) && { name: layer.name }),
    ...(!layer.trainable && { trainable: false }),
  };
}

/** The name of a layer, without the number of an automatic one. */
export function plainName(layer: AnyLayer): string {
  if (!isAutomatic(layer)) return layer.name;
  return layer.className === 'InputLayer' ? 'input' : layer.name.replace(/_\d+$/, '');
}

/** Whether a layer has the name that it would be given. */
function isAutomatic({ name, className }: AnyLayer): boolean {
  return isNameOf(className, name.replace(/_\d+$/, ''));
}

/** The text of a module that imports what is used. */
export function moduleText(used: ReadonlySet<string>, own: OwnModule | null, statements: readonly string[]): string {
  const names = [...used].filter((name) => name !== ownNamespace);
  names.sort((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1));
  const imports = [`import ${bracketed('{', names, '}', true)} from 'tupleflow';`];
  if (own !== null && used.has(ownNamespace)) imports.push(`import * as ${ownNamespace} from ${quoted(own.path)};`);
  return `${imports.join('\n')}\n\n${statements.join('\n')}\n`;
}
