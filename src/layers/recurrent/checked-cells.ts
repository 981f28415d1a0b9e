import { received } from '../../arguments/received.js';
import { ArgumentError } from '../../errors.js';
import { isLayer } from '../../graph/create-layer.js';
import { type Fill, fill } from '../../types/message.js';
import type { RuleOf, ShapedBy } from '../../types/shape-function.js';
import type { AnyCell } from './cell.js';
import { isCell } from './cell-program.js';

const noCell = '{owner} expects a cell, such as LSTMCell(64)';

/** A cell, or a list of cells, as it is given; else the sentence in the place of what is none. */
export type CheckedCells<Given, Owner extends string> =
  IsCell<Given extends readonly [] ? null : Given extends readonly unknown[] ? Given[number] : Given> extends true
    ? Given
    : NoInfer<Blamed<Given, Owner>>;

type Blamed<Given, Owner extends string> = Given extends readonly [unknown, ...unknown[]]
  ? { [Place in keyof Given]: IsCell<Given[Place]> extends true ? Given[Place] : NoCell<Owner> }
  : NoCell<Owner>;

/** Whether it is a cell, or of a kind that is not known. */
type IsCell<Given> = [Given] extends [AnyCell]
  ? true
  : [Given] extends [ShapedBy]
    ? unknown extends RuleOf<Given>['output']
      ? true
      : false
    : false;

type NoCell<Owner extends string> = Fill<typeof noCell, { owner: Owner }>;

/** Throws unless it is a cell. */
export function checkCell(given: unknown, owner: string): AnyCell {
  if (isCell(given)) return given;
  const what = isLayer(given) ? given.className : received(given);
  throw new ArgumentError(`${fill(noCell, { owner })} (received ${what})`);
}

/** Throws unless it is a list of cells, and of at least one. */
export function checkCells(given: unknown, owner: string): readonly AnyCell[] {
  if (!Array.isArray(given)) throw new ArgumentError(`${owner} expects a list of cells (received ${received(given)})`);
  if (given.length === 0) throw new ArgumentError(`${fill(noCell, { owner })} (received an empty list)`);
  return Object.freeze(given.map((cell) => checkCell(cell, owner)));
}
