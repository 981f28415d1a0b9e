import { type RandomChoices, randomChoices } from './random.js';

const colours = ['red', 'green', 'blue'] as const;

type Colour = (typeof colours)[number];

/** The words of questions; 0 stands for none. */
const words = ['', ...'is there a red green blue square what colour the left right which way does go'.split(' ')];

/** The answers that models choose from. */
export const answers = ['yes', 'no', ...colours, 'left', 'right'] as const;

/** The number of integers that stand for words. */
export const vocabularySize = words.length;

/** The number of words in the longest question. */
export const questionLength = 6;

/** The height and the width of a picture, in pixels. */
export const pictureSize = 8;

/** The number of pictures in a video. */
export const frameCount = 4;

/** Pictures or videos, a question about each, as text and as integers, and the places of the right answers. */
export interface Questions {
  readonly pixels: Float32Array;
  readonly texts: readonly string[];
  readonly questions: Int32Array;
  readonly answers: Int32Array;
}

/** A 3 x 3 square: where its upper left corner is. */
interface Square {
  readonly colour: Colour;
  readonly row: number;
  readonly column: number;
}

interface Sample {
  readonly pictures: readonly (readonly Square[])[];
  readonly question: string;
  readonly answer: (typeof answers)[number];
}

/** Pictures of two squares, one on the left and one on the right. */
export function askAboutPictures(count: number, seed: number): Questions {
  const choices = randomChoices(seed);
  const { pick, below, chance } = choices;
  return gather(count, () => {
    const left: Square = { colour: pick(colours), row: below(6), column: below(2) };
    const right: Square = { colour: pick(colours), row: below(6), column: 4 + below(2) };
    const pictures = [[left, right]];
    if (chance(0.5)) return { pictures, ...isThere([left.colour, right.colour], choices) };
    const side = pick(['left', 'right']);
    return { pictures, question: `what colour is the ${side}`, answer: (side === 'left' ? left : right).colour };
  });
}

/** Videos of one square that goes from one side to the other. */
export function askAboutVideos(count: number, seed: number): Questions {
  const choices = randomChoices(seed);
  const { pick, below, chance } = choices;
  return gather(count, () => {
    const colour = pick(colours);
    const way = pick(['left', 'right']);
    const row = below(6);
    const columns = way === 'right' ? [0, 1, 3, 5] : [5, 3, 1, 0];
    const pictures = columns.map((column) => [{ colour, row, column }]);
    if (chance(0.5)) return { pictures, question: 'which way does the square go', answer: way };
    return { pictures, ...isThere([colour], choices) };
  });
}

/** Asks for a colour, which is there as often as not. */
function isThere(shown: readonly Colour[], { pick, chance }: RandomChoices): Pick<Sample, 'question' | 'answer'> {
  const missing = colours.filter((colour) => !shown.includes(colour));
  const asked = chance(0.5) || missing.length === 0 ? pick(shown) : pick(missing);
  return { question: `is there a ${asked} square`, answer: shown.includes(asked) ? 'yes' : 'no' };
}

function gather(count: number, sample: () => Sample): Questions {
  const samples = Array.from({ length: count }, sample);
  return {
    pixels: Float32Array.from(samples.flatMap(({ pictures }) => pictures.flatMap(paint))),
    texts: samples.map(({ question }) => question),
    questions: Int32Array.from(samples.flatMap(({ question }) => wordsOf(question))),
    answers: Int32Array.from(samples, ({ answer }) => answers.indexOf(answer)),
  };
}

/** A picture as numbers: the red of all pixels, the green, and the blue. */
function paint(squares: readonly Square[]): readonly number[] {
  const pixels = Array.from({ length: pictureSize * pictureSize }, (_, pixel) => pixel);
  return colours.flatMap((colour) =>
    pixels.map((pixel) => {
      const row = Math.floor(pixel / pictureSize);
      const column = pixel % pictureSize;
      const isIn = (square: Square) =>
        square.colour === colour && within(row - square.row) && within(column - square.column);
      return squares.some(isIn) ? 1 : 0;
    }),
  );
}

function within(distance: number): boolean {
  return distance >= 0 && distance < 3;
}

/** The integers of a question, with zeros before it, so that all questions are of one length and end alike. */
function wordsOf(question: string): readonly number[] {
  const indices = question.split(' ').map((word) => words.indexOf(word));
  return [...Array<number>(questionLength - indices.length).fill(0), ...indices];
}
