import { received } from '../errors.js';

/** What the places of a message are filled with. */
export interface MessageValues {
  readonly [place: string]: string | number | null;
}

/** `Template` with each `{place}` replaced by its value: the sentence that a compiler error shows. */
export type Fill<
  Template extends string,
  Values extends MessageValues,
> = Template extends `${infer Before}{${infer Place extends keyof Values & string}}${infer After}`
  ? `${Before}${Values[Place]}${Fill<After, Values>}`
  : Template;

/** `template` with each `{place}` replaced by its value: the same sentence at run time. */
export function fill<const Template extends string, const Values extends MessageValues>(
  template: Template,
  values: Values,
): Fill<Template, Values> {
  const shown = (value: unknown) => (typeof value === 'string' ? value : received(value));
  return shown(template).replace(/\{(\w+)\}/g, (_, place: string) => shown(values[place])) as Fill<Template, Values>;
}
