import { ArgumentError, received } from '../../errors.js';
import {
  type EinsumPlan,
  type EinsumPlanOf,
  einsumPlanOf,
  type Letters,
  type Place,
  type RuntimePlan,
} from '../../types/einsum-plan.js';
import type { Joined } from '../../types/einsum-shape.js';
import type { GivenSize, WrongSize } from '../../types/given.js';
import { type Fill, fill, type MessageValues, type Mismatch } from '../../types/mismatch.js';
import { type Shape, type Show, show } from '../../types/shape.js';
import type { EinsumTarget, TargetList } from './einsum-dense-shape.js';

const otherForm =
  'EinsumDense: equation expects a form such as ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac... (received {equation})';
const otherCount = 'EinsumDense: outputShape expects {count} sizes, for the labels {labels} (received {target})';
const openSize =
  'EinsumDense: outputShape expects a size for label {label}, which the input does not have (received {target})';
const otherAxes = 'EinsumDense: biasAxes expects labels of the output, which are {labels} (received {axes})';

/**
 * What an equation says: of a batch that comes first in input and output, of `...` that stands first or last in both, and of
 * a kernel whose labels those have.
 */
export type EinsumDensePlan<Equation extends string> = [Written<Equation>] extends [infer Plan]
  ? Plan extends EinsumPlan<
      readonly [infer Labels extends readonly string[], infer Kernel extends readonly string[]],
      infer Output
    >
    ? [Labels[0], EllipsisOf<Labels>, Kernel[number]] extends [
        Output[0],
        Exclude<EllipsisOf<Output>, 'inside'>,
        Exclude<Labels[number] | Output[number], '...'>,
      ]
      ? Plan
      : OtherForm<Equation>
    : OtherForm<Equation>
  : never;

/** As Keras reads it, without spaces and with an output. */
type Written<Equation extends string> = Equation extends `${string} ${string}`
  ? null
  : Equation extends `${string}->${string}`
    ? EinsumPlanOf<Equation>
    : null;

type OtherForm<Equation extends string> = Mismatch<Fill<typeof otherForm, { equation: Equation }>, 'equation'>;

type EllipsisOf<Labels extends readonly string[]> = [Labels] extends [readonly ['...', ...string[]]]
  ? 'first'
  : [Labels] extends [readonly [...string[], '...']]
    ? 'last'
    : '...' extends Labels[number]
      ? 'inside'
      : 'none';

/** The equation, or the message that says why a dense layer cannot have it. */
export type CheckedEquation<Equation extends string> = string extends Equation
  ? Equation
  : [EinsumDensePlan<Equation>] extends [Mismatch<infer Message>]
    ? Message
    : Equation;

/** The labels of the output that the target has sizes for. */
type Stated<Output extends readonly string[]> = [Output] extends [
  readonly [string, ...infer Rest extends readonly string[]],
]
  ? [Rest] extends [readonly [...infer Labels extends readonly string[], '...']]
    ? Labels
    : Rest
  : [];

/** The target, or the sentence that says what it does not say. */
export type CheckedTarget<Equation extends string, Target extends EinsumTarget> = [WrongSize<Target>] extends [never]
  ? PlannedTarget<Equation, Target>
  : GivenSize<'EinsumDense: outputShape', Target & number>;

type PlannedTarget<Equation extends string, Target extends EinsumTarget> =
  EinsumDensePlan<Equation> extends EinsumPlan<
    readonly (readonly string[])[],
    infer Output,
    readonly string[],
    infer Places
  >
    ? [number] extends [TargetList<Target>['length']]
      ? Target
      : [TargetList<Target>['length']] extends [Stated<Output>['length']]
        ? [OpenLabel<Stated<Output>, TargetList<Target>, Places>] extends [infer Label extends string]
          ? [Label] extends [never]
            ? Target
            : Fill<typeof openSize, { label: Label; target: Show<TargetList<Target>> }>
          : never
        : Fill<
            typeof otherCount,
            { count: Stated<Output>['length']; labels: Joined<Stated<Output>>; target: Show<TargetList<Target>> }
          >
    : Target;

/** The first label of which neither the target nor the input has a size. */
type OpenLabel<Labels extends readonly string[], Target extends Shape, Places> = [Labels] extends [
  readonly [infer Label extends string, ...infer Others extends readonly string[]],
]
  ? [Target] extends [readonly [infer Size, ...infer Rest extends Shape]]
    ? [Size, Places[Label & keyof Places]] extends [null, readonly [Place<1>, ...unknown[]]]
      ? Label
      : OpenLabel<Others, Rest, Places>
    : never
  : never;

/** Labels of the output, or the sentence that says that there are others. */
export type CheckedBiasAxes<Equation extends string, BiasAxes extends string | null> = BiasAxes extends string
  ? EinsumDensePlan<Equation> extends EinsumPlan<readonly (readonly string[])[], infer Output>
    ? [Letters<BiasAxes>[number], '' extends BiasAxes ? false : true] extends [Output[number], true]
      ? BiasAxes
      : string extends BiasAxes
        ? BiasAxes
        : Fill<typeof otherAxes, { labels: Joined<Output>; axes: BiasAxes }>
    : BiasAxes
  : BiasAxes;

/** The arguments of a layer at run time, where they are right. */
export function einsumDenseArguments(equation: string, target: Shape, biasAxes: string | null): RuntimePlan {
  const plan = denseForm(equation);
  const labels = plan.output.slice(1).filter((label) => label !== '...');
  if (target.length !== labels.length) {
    return reject(otherCount, { count: labels.length, labels: labels.join(''), target: show(target) });
  }
  const open = labels.find((label, place) => target[place] === null && plan.places.get(label)?.[0]?.[0] === 1);
  if (open !== undefined) return reject(openSize, { label: open, target: show(target) });
  const letters = typeof biasAxes === 'string' ? [...biasAxes] : [];
  const isAxes = biasAxes === null || (letters.length > 0 && letters.every((label) => plan.output.includes(label)));
  return isAxes
    ? plan
    : reject(otherAxes, {
        labels: plan.output.join(''),
        axes: typeof biasAxes === 'string' ? biasAxes : received(biasAxes),
      });
}

function denseForm(equation: string): RuntimePlan {
  const plan = einsumPlanOf(equation);
  const isWritten = typeof equation === 'string' && !equation.includes(' ') && equation.includes('->');
  if (!isWritten || 'fault' in plan || plan.terms.length !== 2) return reject(otherForm, { equation });
  const { output } = plan;
  const [labels, kernel] = plan.terms as readonly [readonly string[], readonly string[]];
  const ofKernel = kernel.every((label) => label !== '...' && (labels.includes(label) || output.includes(label)));
  const place = ellipsisOf(labels);
  const isRight = ofKernel && labels[0] === output[0] && place === ellipsisOf(output) && place !== 'inside';
  return isRight ? plan : reject(otherForm, { equation });
}

function ellipsisOf(labels: readonly string[]): 'first' | 'last' | 'inside' | 'none' {
  const place = labels.indexOf('...');
  return place < 0 ? 'none' : place === 0 ? 'first' : place === labels.length - 1 ? 'last' : 'inside';
}

function reject(template: string, values: MessageValues): never {
  throw new ArgumentError(fill(template, values));
}
