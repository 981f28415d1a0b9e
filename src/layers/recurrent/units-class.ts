import { positional } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { AnyLayer } from '../../graph/layer.js';
import type { Cell } from './cell.js';
import type { CellOptions } from './cell-options.js';
import { defineRecurrent } from './define-recurrent.js';
import { makeCell } from './make-cell.js';
import { type RecurrentLayer, recurrentLayer } from './recurrent-layer.js';
import type { RecurrentLayerOptions } from './recurrent-options.js';
import type { SequenceOptions } from './sequence-options.js';
import type { UnitsCell } from './units-cell.js';
import { type VectorShape, vectorSteps } from './vector-shape.js';

/** Makes recurrent layers of one class, which have `StateCount` states of the size of their output. */
export type UnitsClass<ClassName extends string, StateCount extends 1 | 2, Options extends CellOptions> = <
  const Units extends number,
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
>(
  units: Units,
  options?: Options & RecurrentLayerOptions<Sequences, State, Stateful, Unroll> & LayerOptions<Name>,
) => RecurrentLayer<
  VectorShape<ClassName, Units, UnitsStates<Units, StateCount>, SequenceOptions<Sequences, State, Stateful, Unroll>>,
  Name
>;

/** The sizes of the states of a cell that has one or two, of its own size. */
export type UnitsStates<Units extends number, StateCount extends 1 | 2> = StateCount extends 1
  ? [Units]
  : [Units, Units];

/** Makes cells of one class, which have `StateCount` states of the size of their output. */
export type UnitsCellClass<ClassName extends string, StateCount extends 1 | 2, Options extends CellOptions> = <
  const Units extends number,
  const Name extends string = string,
>(
  units: Units,
  options?: Options & LayerOptions<Name>,
) => Cell<ClassName, Units, UnitsStates<Units, StateCount>, Name>;

/** Defines a class of recurrent layers by the cell that they have within, and what makes its layers. */
export function unitsClass<Options extends CellOptions>(
  className: string,
  cell: UnitsCell<Options>,
  unwritten?: keyof Options & string,
): <Recurrent extends AnyLayer>(units: number, options?: Options & RecurrentLayerOptions & LayerOptions) => Recurrent {
  const make = defineRecurrent(
    className,
    cell,
    (input, configuration) => vectorSteps(className, input, cell.sizes(configuration)),
    unwritten,
  );
  return positional(['units'], (units, options) =>
    recurrentLayer(make({ units, ...(options ?? ({} as Options)) }, options ?? {})),
  );
}

/** What makes the cells of a class, as users call it. */
export function unitsCellClass<Options extends CellOptions>(
  cell: UnitsCell<Options>,
): <Made extends AnyLayer>(units: number, options?: Options & LayerOptions) => Made {
  return positional(['units'], (units, options) =>
    recurrentLayer(makeCell(cell, { units, ...(options ?? ({} as Options)) }, options ?? {})),
  );
}
