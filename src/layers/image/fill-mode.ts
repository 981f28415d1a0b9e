/** What lies beyond the edges of an image. */
export type FillMode = 'reflect' | 'wrap' | 'constant' | 'nearest';

/** All there are, for the checks of options. */
export const fillModes: readonly FillMode[] = ['reflect', 'wrap', 'constant', 'nearest'];

/** Where along an axis of `length` pixels a place is looked up, for each mode; `constant` leaves what is outside there. */
export const placeInside: Readonly<Record<FillMode, (place: number, length: number) => number>> = {
  constant: (place) => place,
  nearest: clamped,
  reflect: (place, length) => {
    const phase = place - 2 * length * Math.floor(place / (2 * length));
    return clamped(phase < length ? phase : 2 * length - 1 - phase, length);
  },
  // TensorFlow counts the periods from pixel to pixel, not from edge to edge: it stays at an edge where both disagree.
  wrap: (place, length) => {
    if (length === 1) return 0;
    const periods = place < 0 ? Math.trunc(-place / (length - 1)) + 1 : 0;
    const after = place > length - 1 ? Math.trunc(place / (length - 1)) : 0;
    return clamped(place + length * (periods - after), length);
  },
};

function clamped(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
