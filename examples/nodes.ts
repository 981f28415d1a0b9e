/**
 * The concept of layer "node": every call of a layer makes one, which links the tensors that go in to the one that comes out.
 */
import { GraphError, Input, LSTM } from 'tupleflow';
import { Conv2D } from 'tupleflow/channels-first';

/** What the layers say when they are asked. */
export interface Outcome {
  /** The error of `lstm.output` once the layer has been called twice. */
  readonly outputError: string;
  /** The error of `conv.inputShape` once the layer has been called on images of two sizes. */
  readonly inputShapeError: string;
}

export function run(): Outcome {
  const tweetA = Input([140, 256]);
  const tweetB = Input([140, 256]);

  // As long as a layer has been called once, there is no confusion: `output` is what came out.
  const lstm = LSTM(32);
  const encodedA = lstm(tweetA);
  say('lstm.output is the tensor that the call returned', lstm.output === encodedA);

  // Not so after a second call.
  const encodedB = lstm(tweetB);
  const outputError = messageOf(() => lstm.output);
  say('lstm.output, after a second call', outputError);

  // The layer has two nodes now, and each has its output.
  say('lstm.getOutputAt(0) is the first tensor', lstm.getOutputAt(0) === encodedA);
  say('lstm.getOutputAt(1) is the second tensor', lstm.getOutputAt(1) === encodedB);

  // The compiler does not count calls, and so knows no shape here. State it, and it is checked at once.
  const again = lstm.getOutputAt(1).ensureShape([null, 32]); // SymbolicTensor<[null, 32]>
  say('its shape', again.shape);

  // The same is true of shapes: as long as all nodes have the same, there is no confusion.
  say('lstm.inputShape, of both calls', lstm.inputShape);

  const conv = Conv2D(16, [3, 3], { padding: 'same' });
  conv(Input([3, 32, 32]));
  say('conv.inputShape', conv.inputShape);

  conv(Input([3, 64, 64]));
  const inputShapeError = messageOf(() => conv.inputShape);
  say('conv.inputShape, after a call on larger images', inputShapeError);
  say('conv.getInputShapeAt(0)', conv.getInputShapeAt(0));
  say('conv.getInputShapeAt(1)', conv.getInputShapeAt(1));
  return { outputError, inputShapeError };
}

function say(what: string, value: unknown): void {
  console.log(`${what}:\n  ${typeof value === 'string' ? value : JSON.stringify(value)}`);
}

/** The message of the error that the layer answers with. */
function messageOf(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (error instanceof GraphError) return error.message;
    throw error;
  }
  return '';
}
