/** `true` for one type, `false` for a union of several. (`Whole` is not for callers.) */
export type IsSingle<Item, Whole = Item> = false extends (
  Item extends unknown
    ? [Whole] extends [Item]
      ? true
      : false
    : never
)
  ? false
  : true;
