/** The options that there are defaults for; one that is given as `undefined` counts as not given. */
export function withDefaults<Defaults extends object, Given extends object>(
  defaults: Defaults,
  given: Given,
): Defaults & Pick<Given, keyof Given & keyof Defaults> {
  const stated = Object.entries(given).filter(([name, value]) => value !== undefined && Object.hasOwn(defaults, name));
  return { ...defaults, ...Object.fromEntries(stated) } as Defaults & Pick<Given, keyof Given & keyof Defaults>;
}
