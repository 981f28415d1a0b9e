import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classesOf } from '../../src/io/classes.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import type { Json, JsonRecord, KerasConfig } from '../../src/io/keras-config.js';
import { allKinds, isClassOf, type KerasKind, type KerasObject } from '../../src/io/kinds.js';
import { toKerasConfig } from '../../src/io/to-keras-config.js';

interface Written {
  readonly kind: KerasKind;
  /** Whether all options are as they are unless given, but for those that have to be given. */
  readonly is_default: boolean;
  readonly config: KerasConfig;
}

const file = new URL('../golden/keras_configs.json', import.meta.url);
const { configs } = JSON.parse(readFileSync(file, 'utf8')) as { readonly configs: readonly Written[] };

/** What Keras leaves out of its own configurations, although its classes take it. */
const leftOut = ['axis', 'delta', 'from_sorted_ids', 'gain', 'thresholds'];

/** The names, of those that follow from the class, that are other words in Keras. */
const otherNames = ['adam_w', 'huber_loss', 'io_u', 'logcosh', 'rm_sprop', 'schedule_free_adam_w', 'adam_1'];

/** What both write alike: numbers as 32 bits hold them, and tensors as lists. */
function comparable(value: Json): Json {
  if (typeof value === 'number') return Math.fround(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const record = value as JsonRecord;
  if (record.class_name === '__tensor__') return comparable((record.config as JsonRecord).value as Json);
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, comparable(item as Json)]));
}

describe("Keras' configurations", () => {
  it.each(configs.map((one) => [`${one.kind} ${JSON.stringify(one.config)}`, one] as const))(
    '%s goes in, and comes out as it was',
    (_, { kind, config: given }) => {
      const { config, ...rest } = toKerasConfig(fromKerasConfig(given, { kind }));
      const { config: wanted, ...wantedRest } = given;
      expect(rest).toEqual(wantedRest);
      const surplus = Object.keys(config).filter((key) => !(key in wanted));
      expect(leftOut).toEqual(expect.arrayContaining(surplus));
      const written = Object.fromEntries(Object.entries(config).filter(([key]) => key in wanted));
      const name = otherNames.includes(wanted.name as string) ? { name: written.name as Json } : {};
      expect(comparable(written)).toEqual(comparable({ ...wanted, ...name }));
    },
  );

  it.each(configs.filter((one) => one.is_default).map((one) => [`${one.kind} ${one.config.class_name}`, one] as const))(
    'are written of the defaults of %s',
    (_, { kind, config }) => {
      const classes = classesOf[kind];
      const make = classes[config.class_name] as (options?: object) => KerasObject;
      // Those that have to be given options are told them by Keras.
      const isGiven = /IoU$|At|Decay/.test(config.class_name);
      const made = isGiven ? fromKerasConfig(config, { kind }) : make();
      const written = toKerasConfig(made).config;
      for (const [key, value] of Object.entries(config.config)) {
        if (key !== 'name' || !otherNames.includes(value as string)) {
          expect(comparable(written[key] as Json), key).toEqual(comparable(value));
        }
      }
    },
  );

  it('are of every class that there is', () => {
    for (const kind of allKinds.filter((one) => one !== 'layer')) {
      const classes = Object.keys(classesOf[kind]).filter((name) => /^[A-Z]/.test(name));
      const written = configs.filter((one) => one.kind === kind).map(({ config }) => config.class_name);
      expect([...new Set(written)].sort(), kind).toEqual(classes.sort());
    }
  });
});

it('are known by name, without all classes being loaded', () => {
  for (const kind of allKinds) {
    for (const name of Object.keys(classesOf[kind])) {
      if (/^[A-Z]/.test(name)) expect([kind, name, isClassOf(kind, name)]).toEqual([kind, name, true]);
    }
    expect(isClassOf(kind, 'Own')).toBe(false);
  }
});
