/** The kinds of configured objects. Each object says its kind in an own property, so that none is mistaken for another. */
export type ConfiguredKind =
  | 'layer'
  | 'loss'
  | 'metric'
  | 'optimizer'
  | 'schedule'
  | 'initializer'
  | 'regularizer'
  | 'constraint'
  | 'callback';

/** Whether a value is a configured object of this kind. */
export function isOfKind<Kind extends ConfiguredKind>(value: unknown, kind: Kind): value is { readonly kind: Kind } {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && Object.getOwnPropertyDescriptor(value, 'kind')?.value === kind;
}
