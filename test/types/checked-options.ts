import type ts from 'typescript-6';

/** Which argument of the types that check options one by one says which options there are. */
const places: Readonly<Record<string, number>> = { GivenOptions: 2, GivenFirst: 2, GivenRest: 2, GivenPath: 1 };

/** The options that such a type checks; `undefined` of another type. */
export function checkedOptions(type: ts.Type): ts.Type | undefined {
  const place = places[type.aliasSymbol?.name ?? ''];
  return place === undefined ? undefined : type.aliasTypeArguments?.[place];
}
