import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, Model, oneHot, ops, optimizers, setBackend, setRandomSeed, tensor } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

/** Rooms in a row: an agent goes left (0) or right (1), and gets 1 where it leaves the last room. */
const [rooms, discount] = [5, 0.8] as const;

function step(room: number, action: number) {
  const next = action === 1 ? room + 1 : Math.max(room - 1, 0);
  return next < rooms ? { next, reward: 0, isOver: false } : { next: 0, reward: 1, isOver: true };
}

/** A model of the values of both actions in a room, and one that is trained on the value of the action that was chosen. */
function network() {
  const room = Input([rooms], { name: 'room' });
  const values = Dense(2, { useBias: false })(room);
  const action = Input([1], { name: 'action', dtype: 'int32' });
  return {
    agent: Model({ inputs: room, outputs: values }),
    learner: Model({ inputs: { room, action }, outputs: ops.takeAlongAxis(values, action, 1) }).compile({
      optimizer: optimizers.SGD({ learningRate: 4 }),
      loss: 'meanSquaredError',
    }),
  };
}

/** Learns from every action in every room; the values of both actions in each room. */
async function learn(): Promise<number[][]> {
  const { agent, learner } = network();
  const target = network();
  const memory = Array.from({ length: 2 * rooms }, (_, place) => ({ room: place >> 1, action: place & 1 }));
  const outcomes = memory.map(({ room, action }) => step(room, action));
  using room = oneHot(
    memory.map((one) => one.room),
    rooms,
  );
  using action = tensor(
    memory.map((one) => [one.action]),
    [memory.length, 1],
    'int32',
  );
  using next = oneHot(
    outcomes.map((outcome) => outcome.next),
    rooms,
  );
  for (let round = 0; round < 8; round++) {
    target.agent.setWeights(await agent.getWeights());
    using later = await target.agent.predict(next);
    const best = (await later.array()).map((values) => Math.max(...values));
    const wanted = outcomes.map(({ reward, isOver }, place) => [isOver ? reward : discount * (best[place] ?? 0)]);
    for (let update = 0; update < 12; update++) await learner.trainOnBatch({ room, action }, wanted);
  }
  using all = oneHot([0, 1, 2, 3, 4], rooms);
  using values = await agent.predict(all);
  const found = await values.array();
  for (const model of [agent, learner, target.agent, target.learner]) model.dispose();
  return found;
}

describe('deep Q-learning with a target network', () => {
  beforeAll(() => setBackend('wasm'));

  it('finds what every action is worth', async () => {
    setRandomSeed(3);
    const before = tf.memory().numTensors;
    const values = await learn();
    expect(tf.memory().numTensors).toBe(before);
    // The way out of a room is as many steps as there are rooms to the right; a step to the left leads to the room before.
    const worth = (room: number) => discount ** (rooms - 1 - room);
    expect(values).toHaveLength(rooms);
    for (const [room, [left, right]] of values.entries()) {
      expect(right).toBeCloseTo(worth(room), 4);
      expect(left).toBeCloseTo(discount * worth(Math.max(room - 1, 0)), 4);
    }
  });
});
