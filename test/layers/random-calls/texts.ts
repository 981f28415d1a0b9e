import fc from 'fast-check';

/** Random source text of TypeScript. */
export type Text = fc.Arbitrary<string>;

/** Values as source text. */
export function literal(values: fc.Arbitrary<unknown>): Text {
  return values.map((value) => JSON.stringify(value));
}

/** Options in one object, each of them given or not, as source text. */
export function options(values: Readonly<Record<string, fc.Arbitrary<unknown>>>): Text {
  return fc.record(values, { requiredKeys: [] }).map(
    (given) =>
      `{ ${Object.entries(given)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
        .join(', ')} }`,
  );
}

/** A call of a function on texts. */
export function call(name: string, ...given: readonly Text[]): Text {
  return fc.tuple(...given).map((texts) => `${name}(${texts.join(', ')})`);
}

/** A layer called on tensors. */
export function on(layer: Text, input: Text): Text {
  return fc.tuple(layer, input).map(([made, tensors]) => `${made}(${tensors})`);
}
