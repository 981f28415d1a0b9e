import { pictureOf } from './drawing-pad.js';
import { find, percent } from './page.js';

/** What the page shows of the digit that the network has read. */
export class Answer {
  readonly #seen = find('seen', HTMLCanvasElement);
  readonly #answer = find('answer', HTMLOutputElement);
  readonly #rows: readonly { readonly bar: HTMLElement; readonly share: HTMLElement }[];

  constructor() {
    this.#rows = Array.from({ length: 10 }, (_, digit) => {
      const row = document.createElement('li');
      const [name, bar, share] = ['span', 'span', 'span'].map((tag) => document.createElement(tag)) as [
        HTMLElement,
        HTMLElement,
        HTMLElement,
      ];
      name.textContent = String(digit);
      bar.className = 'bar';
      row.append(name, bar, share);
      find('probabilities', HTMLOListElement).append(row);
      return { bar, share };
    });
    this.clear();
  }

  /**
   * @param digit the pixels that were read
   * @param probabilities how probable each of the ten digits is
   */
  show(digit: Float32Array, probabilities: Float32Array): void {
    this.#clearPicture().drawImage(pictureOf(digit), 0, 0);
    const best = probabilities.indexOf(Math.max(...probabilities));
    this.#answer.textContent = `This looks like a ${best}.`;
    for (const [index, { bar, share }] of this.#rows.entries()) {
      const probability = probabilities[index] ?? 0;
      bar.style.setProperty('--probability', String(probability));
      share.textContent = percent(probability);
    }
  }

  clear(): void {
    this.#clearPicture();
    this.#answer.textContent = 'Nothing drawn yet.';
    for (const { bar, share } of this.#rows) {
      bar.style.removeProperty('--probability');
      share.textContent = '–';
    }
  }

  #clearPicture(): CanvasRenderingContext2D {
    const context = this.#seen.getContext('2d') as CanvasRenderingContext2D;
    context.clearRect(0, 0, this.#seen.width, this.#seen.height);
    return context;
  }
}
