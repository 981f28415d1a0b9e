import uPlot from 'uplot';

/** A chart of what is measured after each epoch, in training and on digits that were held out. */
export class Curve {
  readonly #element: HTMLElement;
  readonly #name: string;
  readonly #chart: uPlot;
  #epochs: number[] = [];
  #training: number[] = [];
  #validation: number[] = [];

  /**
   * @param element what the chart is drawn in, whose label becomes a summary of it
   * @param name what is measured
   * @param format writes a value
   */
  constructor(element: HTMLElement, name: string, format: (value: number) => string) {
    this.#element = element;
    this.#name = name;
    const color = (property: string) => () => getComputedStyle(element).getPropertyValue(property);
    const axis = { stroke: color('--muted'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false } };
    const value = (_: uPlot, raw: number | null) => (raw === null ? '–' : format(raw));
    this.#chart = new uPlot(
      {
        width: element.clientWidth,
        height: 190,
        scales: { x: { time: false, range: (_, __, last) => [1, Math.max(10, last ?? 0)] } },
        axes: [
          { ...axis, label: 'epoch', labelSize: 20, size: 34, incrs: [1, 2, 5, 10, 20, 50, 100] },
          { ...axis, size: 56, values: (_, ticks) => ticks.map(format) },
        ],
        series: [
          { label: 'epoch' },
          { label: 'training', stroke: color('--first'), width: 2, value },
          { label: 'unseen digits', stroke: color('--second'), width: 2, dash: [6, 4], value },
        ],
      },
      [[], [], []],
      element,
    );
    new ResizeObserver(() => this.#chart.setSize({ width: element.clientWidth, height: 190 })).observe(element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#chart.redraw());
  }

  clear(): void {
    [this.#epochs, this.#training, this.#validation] = [[], [], []];
    this.#draw();
  }

  add(training: number, validation: number): void {
    this.#epochs.push(this.#epochs.length + 1);
    this.#training.push(training);
    this.#validation.push(validation);
    this.#draw();
    this.#element.ariaLabel =
      `${this.#name} after ${this.#epochs.length} epochs: ` +
      `${training.toFixed(3)} in training, ${validation.toFixed(3)} on unseen digits`;
  }

  #draw(): void {
    this.#chart.setData([this.#epochs, this.#training, this.#validation]);
  }
}
