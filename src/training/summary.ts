import { integerFrom } from '../arguments/number.js';
import { checkBoolean, checkOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { trainableWeightsOf, weightsOf } from '../graph/layer-state.js';
import { show } from '../types/shape.js';
import { modelState, type RuntimeModel } from './model-state.js';

/** How {@link summary} shows a model. */
export interface SummaryOptions {
  /** The function that writes the text. The default is `console.log`. */
  readonly print?: (text: string) => void;
  /** Whether to show the layers of models within the model. The default is `false`. */
  readonly expandNested?: boolean;
  /** Whether to show a column with whether each layer is trained. The default is `false`. */
  readonly showTrainable?: boolean;
  /** The most characters of a line; the width of the terminal by default, and no limit where there is none. */
  readonly lineLength?: number;
}

/** Shows the layers of a model with their shapes, parameters and connections, as a table like Keras'. */
export function summary(model: RuntimeModel, options: SummaryOptions = {}): void {
  const owner = `${model.name}.summary`;
  checkOptions(owner, options, ['print', 'expandNested', 'showTrainable', 'lineLength']);
  for (const name of ['expandNested', 'showTrainable'] as const) {
    if (options[name] !== undefined) checkBoolean(`${owner}: ${name}`, options[name]);
  }
  const print = options.print ?? console.log;
  if (typeof print !== 'function') {
    throw new ArgumentError(`${owner}: print expects a function (received ${received(print)})`);
  }
  if (options.lineLength !== undefined) integerFrom(`${owner}: lineLength`, options.lineLength, 1);
  const hasSources = model.className !== 'Sequential';
  const columns = [true, true, true, hasSources, options.showTrainable === true];
  const shown = <Item>(row: readonly Item[]): Item[] => row.filter((_, column) => columns[column]);
  const head = shown(['Layer (type)', 'Output shape', 'Param #', 'Connected to', 'Trainable']);
  const body = rows(model, '', options).map(shown);
  const width = options.lineLength ?? (typeof process === 'undefined' ? undefined : process.stdout?.columns);
  print(`Model: "${model.name}"`);
  print(drawTable([head, ...body], columnWidths([head, ...body], width ?? Number.POSITIVE_INFINITY)));
  print(totals(model));
}

/** The widths of columns with a space on each side, of which the widest are narrowed until the table fits. */
function columnWidths(cells: readonly (readonly string[])[], width: number): number[] {
  const widths = (cells[0] ?? []).map(
    (_, column) => 2 + Math.max(...cells.flatMap((row) => (row[column] ?? '').split('\n').map(({ length }) => length))),
  );
  // A border stands beside each column, and one more.
  const total = () => widths.reduce((sum, each) => sum + each + 1, 1);
  while (total() > width && Math.max(...widths) > 8) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

/** The column with numbers, which ends at its right side. */
const numbersColumn = 2;

/** A table with lines between rows, whose first is the head; cells go on in further lines where their columns are too narrow. */
function drawTable(cells: readonly (readonly string[])[], widths: readonly number[]): string {
  const rule = (left: string, middle: string, right: string) =>
    `${left}${widths.map((width) => '─'.repeat(width)).join(middle)}${right}`;
  const drawn = cells.map((row) => {
    const lines = row.map((text, column) => wrapped(text, (widths[column] as number) - 2));
    const height = Math.max(...lines.map(({ length }) => length));
    return Array.from({ length: height }, (_, index) => {
      const parts = lines.map((each, column) => {
        const size = (widths[column] as number) - 2;
        const part = each[index] ?? '';
        return ` ${column === numbersColumn ? part.padStart(size) : part.padEnd(size)} `;
      });
      return `│${parts.join('│')}│`;
    }).join('\n');
  });
  return [rule('┌', '┬', '┐'), drawn.join(`\n${rule('├', '┼', '┤')}\n`), rule('└', '┴', '┘')].join('\n');
}

/** Text in lines of at most `size` characters. */
function wrapped(text: string, size: number): readonly string[] {
  return text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${size}}`, 'gu')) ?? ['']);
}

function rows(model: RuntimeModel, indent: string, options: SummaryOptions): string[][] {
  const { nodes } = model[modelState].graph.topology;
  return model.layers.flatMap((layer) => {
    const calls = nodes.filter((node) => node.layer === layer);
    const shapes = new Set(
      (calls.length > 0 ? calls : layer.nodes).map(({ outputs }) => outputs.map(({ shape }) => show(shape)).join(', ')),
    );
    const sources = calls.flatMap(({ inputs }) =>
      inputs.map((input) => source(input.producer.layer, input.producer.index)),
    );
    const row = [
      `${indent}${layer.name} (${layer.className})`,
      [...shapes].join('\n'),
      layer.countParams().toLocaleString('en-US'),
      sources.length > 0 ? sources.join('\n') : '-',
      layer.countParams() === 0 ? '-' : layer.trainable ? 'Y' : 'N',
    ];
    const inner =
      options.expandNested && modelState in layer ? rows(layer as RuntimeModel, `${indent}  `, options) : [];
    return [row, ...inner];
  });
}

/** `lstm`, and which call of it where there are several. */
function source(layer: AnyLayer, index: number): string {
  return layer.nodes.length > 1 ? `${layer.name}[${index}]` : layer.name;
}

function totals(model: RuntimeModel): string {
  const count = (weights: readonly { readonly size: number }[]) => weights.reduce((sum, { size }) => sum + size, 0);
  const total = count(weightsOf(model));
  const trainable = count(trainableWeightsOf(model));
  const line = (name: string, parameters: number) =>
    `${name}: ${parameters.toLocaleString('en-US')} (${showBytes(parameters * Float32Array.BYTES_PER_ELEMENT)})`;
  return [
    line('Total params', total),
    line('Trainable params', trainable),
    line('Non-trainable params', total - trainable),
  ].join('\n');
}

function showBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(2)} ${units[power]}`;
}
