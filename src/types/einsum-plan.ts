import { received } from '../errors.js';
import { type Fill, type MessageValues, type Mismatch, mismatch } from './mismatch.js';

const noEquation = 'einsum expects letters, commas, ... and one -> in its equation (received {equation})';
const otherOutput =
  'einsum expects output labels that occur in its operands, each once, and ... if an operand has it (received {output})';

/** The position of a label: the operand, and its axis. */
export type Place<Operand = number, Axis = number> = readonly [operand: Operand, axis: Axis];

/**
 * A parsed equation: the labels of each operand's axes, those of the output's, and the positions of each label.
 * `...` counts as one label, as if it were one axis.
 */
export interface EinsumPlan<
  out Terms extends readonly (readonly string[])[] = readonly (readonly string[])[],
  out Output extends readonly string[] = readonly string[],
  out Shared extends readonly string[] = readonly string[],
  out Places = unknown,
> {
  readonly terms: Terms;
  readonly output: Output;
  /** The labels that occur more than once, whose sizes have to agree. */
  readonly shared: Shared;
  readonly places: Places;
}

/** A parsed equation, or a mismatch that blames the `subscripts`. It is computed once, because it does not depend on shapes. */
export type EinsumPlanOf<Equation extends string> = Apart<Compact<Equation>>;

type Apart<Equation extends string> = Equation extends `${infer Inputs}->${infer Output}`
  ? Checked<Equation, Output, Terms<Inputs>, Labels<Output>>
  : [InOrder<OnceIn<Equation>>] extends [infer Output extends readonly string[]]
    ? Checked<Equation, '', Terms<Equation>, Equation extends `${string}...${string}` ? ['...', ...Output] : Output>
    : never;

/** A text without spaces, which have no meaning. */
type Compact<Text extends string, Passed extends string = ''> = Text extends `${infer Before} ${infer After}`
  ? Compact<After, `${Passed}${Before}`>
  : `${Passed}${Text}`;

type Terms<
  Inputs extends string,
  List extends readonly (readonly string[])[] = [],
> = Inputs extends `${infer First},${infer Rest}` ? Terms<Rest, [...List, Labels<First>]> : [...List, Labels<Inputs>];

type Labels<Text extends string> = Text extends `${infer Before}...${infer After}`
  ? [...Letters<Before>, '...', ...Letters<After>]
  : Letters<Text>;

/** The letters of a text in a list. */
export type Letters<
  Text extends string,
  List extends readonly string[] = [],
> = Text extends `${infer First}${infer Rest}` ? Letters<Rest, [...List, First]> : List;

/** The letters that occur once: the output of an equation that does not state one. */
type OnceIn<
  Text extends string,
  Once extends string = never,
  Again extends string = never,
> = Text extends `${infer First}${infer Rest}`
  ? First extends Once
    ? OnceIn<Rest, Once, Again | First>
    : OnceIn<Rest, Once | First, Again>
  : Exclude<Once, Again>;

type Alphabet = Letters<'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'>;

type InOrder<Some extends string, Passed extends readonly unknown[] = [], List extends readonly string[] = []> = [
  Passed['length'],
] extends [Alphabet['length']]
  ? List
  : InOrder<
      Some,
      [...Passed, unknown],
      [Alphabet[Passed['length']]] extends [Some] ? [...List, Alphabet[Passed['length']]] : List
    >;

type Checked<
  Equation extends string,
  Text extends string,
  Given extends readonly (readonly string[])[],
  Output extends readonly string[],
> = Given[number][number] | Output[number] extends Alphabet[number] | '...'
  ? IsOutput<Output, Given[number][number]> extends true
    ? EinsumPlan<Given, Output, Shared<Given>, PlacesIn<Given>>
    : Mismatch<Fill<typeof otherOutput, { output: Text }>, 'subscripts'>
  : Mismatch<Fill<typeof noEquation, { equation: Equation }>, 'subscripts'>;

type IsOutput<Output extends readonly string[], Known extends string, Seen extends string = never> = [Output] extends [
  readonly [infer First extends string, ...infer Rest extends readonly string[]],
]
  ? First extends Seen
    ? false
    : First extends Known | '...'
      ? IsOutput<Rest, Known, Seen | First>
      : false
  : '...' extends Exclude<Known, Seen>
    ? false
    : true;

type Shared<
  Given extends readonly (readonly string[])[],
  Seen extends string = never,
  List extends readonly string[] = [],
> = [Given] extends [
  readonly [infer First extends readonly string[], ...infer Rest extends readonly (readonly string[])[]],
]
  ? [First] extends [readonly [infer Label extends string, ...infer Others extends readonly string[]]]
    ? Shared<[Others, ...Rest], Seen | Label, Label extends Exclude<Seen, List[number]> ? [...List, Label] : List>
    : Shared<Rest, Seen, List>
  : List;

type PlacesIn<
  Given extends readonly (readonly string[])[],
  Operand extends readonly unknown[] = [],
  Places = unknown,
> = [Operand['length']] extends [Given['length']]
  ? { readonly [Label in keyof Places]: Places[Label] }
  : PlacesIn<Given, [...Operand, unknown], WithPlaces<Places, Given[Operand['length']], Operand['length']>>;

type WithPlaces<
  Places,
  Given extends readonly string[],
  Operand extends number,
  Axis extends readonly unknown[] = [],
> = [Axis['length']] extends [Given['length']]
  ? Places
  : WithPlaces<
      [Given[Axis['length']]] extends [keyof Places]
        ? Extended<Places, Given[Axis['length']], Place<Operand, Axis['length']>>
        : Places & { readonly [Label in Given[Axis['length']]]: [Place<Operand, Axis['length']>] },
      Given,
      Operand,
      [...Axis, unknown]
    >;

type Extended<Places, Label extends string, Added extends Place> = {
  readonly [Other in keyof Places]: Other extends Label
    ? [Places[Other]] extends [readonly Place[]]
      ? [...Places[Other], Added]
      : never
    : Places[Other];
};

/** A parsed equation at run time. */
export interface RuntimePlan extends EinsumPlan {
  readonly places: ReadonlyMap<string, readonly Place[]>;
}

/** The same at run time. */
export function einsumPlan(equation: string): RuntimePlan {
  const plan = einsumPlanOf(equation);
  return 'fault' in plan ? mismatch(plan.fault, plan.values) : plan;
}

/** The most characters of an equation, which is analysed in the square of them. */
const longest = 1000;

/** A parsed equation, or the message that says what is wrong with it. */
export function einsumPlanOf(given: string): RuntimePlan | { readonly fault: string; readonly values: MessageValues } {
  if (typeof given !== 'string' || given.length > longest) {
    return { fault: noEquation, values: { equation: received(given) } };
  }
  const equation = given.replaceAll(' ', '');
  const arrow = equation.indexOf('->');
  const text = arrow < 0 ? '' : equation.slice(arrow + 2);
  const terms = (arrow < 0 ? equation : equation.slice(0, arrow)).split(',').map(labelsOf);
  const output = arrow < 0 ? impliedBy(terms.flat()) : labelsOf(text);
  const isLabel = (label: string) => /^([a-zA-Z]|\.\.\.)$/.test(label);
  if (![...terms.flat(), ...output].every(isLabel)) return { fault: noEquation, values: { equation } };
  const places = placesIn(terms);
  const shared = [...new Set(terms.flat().filter((label, at, all) => all.indexOf(label) < at))];
  const isOutput = output.every((label, at) => (places.has(label) || label === '...') && output.indexOf(label) === at);
  if (isOutput && (output.includes('...') || !places.has('...'))) return { terms, output, shared, places };
  return { fault: otherOutput, values: { output: text } };
}

function labelsOf(text: string): readonly string[] {
  const place = text.indexOf('...');
  return place < 0 ? [...text] : [...text.slice(0, place), '...', ...text.slice(place + 3)];
}

function impliedBy(labels: readonly string[]): readonly string[] {
  const once = labels.filter((label) => label !== '...' && labels.indexOf(label) === labels.lastIndexOf(label));
  return [...(labels.includes('...') ? ['...'] : []), ...once.sort()];
}

function placesIn(terms: readonly (readonly string[])[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, readonly Place[]>();
  for (const [operand, labels] of terms.entries()) {
    for (const [axis, label] of labels.entries()) places.set(label, [...(places.get(label) ?? []), [operand, axis]]);
  }
  return places;
}
