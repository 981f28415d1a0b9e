/** A configuration as Keras writes it. */
// biome-ignore lint/suspicious/noExplicitAny: JSON, whose members each test knows.
export type KerasConfiguration = Record<string, any>;

/** Keras' options by the names that they have here: `data_format: 'channels_last'` is `dataFormat: 'channelsLast'`. */
export function kerasOptions(configuration: KerasConfiguration): KerasConfiguration {
  return Object.fromEntries(
    Object.entries(configuration).map(([name, value]) => [
      camelCase(name),
      typeof value === 'string' ? camelCase(value) : value,
    ]),
  );
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
