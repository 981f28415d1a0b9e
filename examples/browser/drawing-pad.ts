interface Point {
  readonly x: number;
  readonly y: number;
}

/** The digits of the data were written in 32 by 32 points, of which each 4 by 4 became the ink of one pixel. */
const points = 32;
const pixels = 8;
const lineWidth = 4.5;

/** A field in which a digit is drawn by mouse, pen or finger. */
export class DrawingPad {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #strokes: Point[][] = [];

  /** @param onDraw called with the pixels of the digit, from 0 to 1, whenever something has been drawn */
  constructor(canvas: HTMLCanvasElement, onDraw: (digit: Float32Array) => void) {
    this.#canvas = canvas;
    this.#context = contextOf(canvas);
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      // What is shown may be a digit of the data.
      if (this.#strokes.length === 0) this.clear();
      this.#strokes.push([this.#pointOf(event)]);
      this.#draw();
    });
    canvas.addEventListener('pointermove', (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      for (const each of event.getCoalescedEvents?.() ?? [event]) this.#strokes.at(-1)?.push(this.#pointOf(each));
      this.#draw();
      onDraw(this.#digit());
    });
    canvas.addEventListener('pointerup', () => onDraw(this.#digit()));
  }

  clear(): void {
    this.#strokes = [];
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  /** Shows a digit of 8 by 8 pixels instead of what has been drawn. */
  show(digit: Float32Array): void {
    this.clear();
    this.#context.imageSmoothingEnabled = false;
    this.#context.drawImage(pictureOf(digit), 0, 0, this.#canvas.width, this.#canvas.height);
  }

  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    return {
      x: ((clientX - left) / width) * this.#canvas.width,
      y: ((clientY - top) / height) * this.#canvas.height,
    };
  }

  #draw(): void {
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    drawStrokes(this.#context, this.#strokes, 18);
  }

  /** What has been drawn as the digits of the data are: as large as the field, in the middle, with a line of one width. */
  #digit(): Float32Array {
    const all = this.#strokes.flat();
    const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = points - lineWidth;
    const scale = Math.min(room / Math.max(bottom - top, 1), (room - 6) / Math.max(right - left, 1));
    const centre = { x: (left + right) / 2, y: (top + bottom) / 2 };
    const place = ({ x, y }: Point) => ({
      x: points / 2 + (x - centre.x) * scale,
      y: points / 2 + (y - centre.y) * scale,
    });
    const context = contextOf(new OffscreenCanvas(points, points));
    drawStrokes(
      context,
      this.#strokes.map((stroke) => stroke.map(place)),
      lineWidth,
    );
    const { data } = context.getImageData(0, 0, points, points);
    const digit = new Float32Array(pixels * pixels);
    const side = points / pixels;
    for (let point = 0; point < points * points; point++) {
      const [row, column] = [Math.floor(point / points / side), Math.floor((point % points) / side)];
      const index = row * pixels + column;
      digit[index] = (digit[index] ?? 0) + (data[point * 4 + 3] ?? 0) / 255 / side ** 2;
    }
    return digit;
  }
}

/** A digit as a picture of black on white, one pixel each. */
export function pictureOf(digit: Float32Array): OffscreenCanvas {
  const canvas = new OffscreenCanvas(pixels, pixels);
  const picture = new ImageData(pixels, pixels);
  for (const [index, ink] of digit.entries()) picture.data[index * 4 + 3] = Math.round(ink * 255);
  contextOf(canvas).putImageData(picture, 0, 0);
  return canvas;
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function drawStrokes(context: Context, strokes: readonly (readonly Point[])[], width: number): void {
  Object.assign(context, { lineWidth: width, lineCap: 'round', lineJoin: 'round', strokeStyle: '#000000' });
  for (const stroke of strokes) {
    context.beginPath();
    // A stroke of one point is a dot.
    for (const { x, y } of [...stroke.slice(0, 1), ...stroke]) context.lineTo(x, y);
    context.stroke();
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D;
function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D;
function contextOf(canvas: HTMLCanvasElement | OffscreenCanvas): Context {
  const context = canvas.getContext('2d', { willReadFrequently: true }) as Context | null;
  if (context === null) throw new Error('the page expects a canvas with a 2D context (received none)');
  return context;
}
