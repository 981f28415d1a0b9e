import type { Mul as Draft } from './draft.js';
import type { Known } from './known.js';
export type Multiply<Left extends number, Right extends number> = Draft<Known<Left>, Known<Right>>;
