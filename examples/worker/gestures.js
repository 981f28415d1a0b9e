/** The gestures that the samples below are of. */
export const gestures = ['still', 'shake', 'turn'];

/** How many features a sample has: the mean, the spread and the largest change of each axis of an accelerometer. */
export const featureCount = 9;

/**
 * Made-up samples of gestures, as an accelerometer that is held in a hand gives them in one second.
 *
 * @param count how many there are of each gesture
 * @param seed an integer, which the same samples follow from
 */
export function samplesOf(count, seed) {
  let state = seed;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const total = count * gestures.length;
  const features = new Float32Array(total * featureCount);
  const labels = new Float32Array(total * gestures.length);
  for (let sample = 0; sample < total; sample++) {
    const gesture = sample % gestures.length;
    const readings = [0, 1, 2].map((axis) => reading(gesture, axis, noise));
    features.set(readings.flatMap(summaryOf), sample * featureCount);
    labels[sample * gestures.length + gesture] = 1;
  }
  return { features, labels };
}

/** Fifty readings of an axis, in thousandths of the acceleration of free fall. */
function reading(gesture, axis, noise) {
  const phase = noise() * Math.PI;
  const strength = [20, 900, 400][gesture] * (1 + 0.4 * noise());
  const speed = [0, 6, 1][gesture];
  const rest = axis === 2 ? 1000 : 0;
  return Array.from({ length: 50 }, (_, time) => {
    const movement = gesture === 0 ? noise() : Math.sin(phase + (speed * time * 2 * Math.PI) / 50);
    return rest + strength * movement + 150 * noise();
  });
}

function summaryOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const changes = values.slice(1).map((value, time) => Math.abs(value - values[time]));
  return [mean, spread, Math.max(...changes)];
}
