import { describe, expect, it } from 'vitest';
import {
  answers,
  askAboutPictures,
  askAboutVideos,
  frameCount,
  pictureSize,
  questionLength,
  vocabularySize,
} from '../../examples/coloured-squares.js';

const colours = ['red', 'green', 'blue'];
const plane = pictureSize * pictureSize;

/** The colours of the pixels with these columns of a picture. */
function coloursIn(picture: Float32Array, from: number, to: number): Set<string> {
  const lit = [...picture.keys()].filter((place) => picture[place] === 1);
  return new Set(
    lit
      .filter((place) => place % pictureSize >= from && place % pictureSize < to)
      .map((place) => colours[Math.floor(place / plane)] as string),
  );
}

describe('askAboutPictures', () => {
  const asked = askAboutPictures(300, 1);

  it('answers rightly what it asks', () => {
    for (const [index, text] of asked.texts.entries()) {
      const picture = asked.pixels.subarray(index * 3 * plane, (index + 1) * 3 * plane);
      const answer = answers[asked.answers[index] as number];
      const [left] = coloursIn(picture, 0, 4);
      const [right] = coloursIn(picture, 4, 8);
      const isThere = /is there a (\w+) square/.exec(text);
      if (isThere) expect(answer, text).toBe([left, right].includes(isThere[1]) ? 'yes' : 'no');
      else expect(answer, text).toBe(text.endsWith('left') ? left : right);
    }
  });

  it('knows every word', () => {
    expect(asked.questions).toHaveLength(300 * questionLength);
    expect(Math.min(...asked.questions)).toBe(0);
    expect(Math.max(...asked.questions)).toBeLessThan(vocabularySize);
  });
});

describe('askAboutVideos', () => {
  it('answers rightly what it asks', () => {
    const asked = askAboutVideos(300, 1);
    expect(asked.pixels).toHaveLength(300 * frameCount * 3 * plane);
    for (const [index, text] of asked.texts.entries()) {
      const video = asked.pixels.subarray(index * frameCount * 3 * plane, (index + 1) * frameCount * 3 * plane);
      const answer = answers[asked.answers[index] as number];
      const startsLeft = coloursIn(video.subarray(0, 3 * plane), 0, 3).size > 0;
      const isThere = /is there a (\w+) square/.exec(text);
      if (isThere)
        expect(answer, text).toBe(
          coloursIn(video.subarray(0, 3 * plane), 0, 8).has(isThere[1] as string) ? 'yes' : 'no',
        );
      else expect(answer, text).toBe(startsLeft ? 'right' : 'left');
    }
  });
});
