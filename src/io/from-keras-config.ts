import { oneOf } from '../arguments/names.js';
import { checkIsObject, checkOptions } from '../arguments/options.js';
import { type OwnClasses, Reader } from './config-reader.js';
import { modernConfig } from './keras-2.js';
import { checkedJson, type KerasConfig } from './keras-config.js';
import { allKinds, type KerasKind, type KerasObjects } from './kinds.js';

/** The options of reading a configuration. */
export interface FromKerasConfigOptions<Kind extends KerasKind> {
  /** The kind of object that the configuration describes. The default is `layer`. */
  readonly kind?: Kind;
  /**
   * The classes of your own that the configuration may name: functions that take the options in one object, or as
   * `positional` says. Nothing else is looked up by a name from a configuration. The default is none.
   */
  readonly classes?: OwnClasses;
}

/**
 * Makes what Keras' own JSON configuration describes: a layer, unless `kind` says otherwise.
 *
 * Options that are missing have their defaults. Weights are not part of a configuration.
 *
 * @param config The configuration, parsed from JSON.
 * @throws DataError if it is malformed, or of another kind; ArgumentError if it names a class or an option that does not exist.
 *
 * @example
 * const config = { module: 'keras.layers', class_name: 'Dense', config: { units: 64, activation: 'relu' } };
 * const hidden = Input([784]).pipe(fromKerasConfig(config)); // SymbolicTensor<Shape>
 * const loss = fromKerasConfig({ class_name: 'Huber', config: { delta: 2 } }, { kind: 'loss' });
 */
export function fromKerasConfig<Kind extends KerasKind = 'layer'>(
  config: KerasConfig,
  options: FromKerasConfigOptions<Kind> = {},
): KerasObjects[Kind] {
  checkOptions('fromKerasConfig', options, ['kind', 'classes']);
  const { kind = 'layer' as Kind, classes = {} } = options;
  oneOf('fromKerasConfig: kind', kind, allKinds);
  checkIsObject('fromKerasConfig: classes', classes);
  const modern = modernConfig(checkedJson(config, root), root, false);
  return new Reader(classes).object(modern, root, kind) as KerasObjects[Kind];
}

/** Where the configuration is, in messages: paths in it follow. */
const root = 'fromKerasConfig: config';
