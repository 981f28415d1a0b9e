/** Keras' options by the names that they have here; `null` for a reduction is `'none'`. */
export function keras(config: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      if (name === 'reduction') return [name, value === null ? 'none' : camelCase(value as string)];
      return [camelCase(name), value];
    }),
  );
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
