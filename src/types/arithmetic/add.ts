import type { Add as Draft } from './draft.js';
import type { Known } from './known.js';
export type Add<Left extends number, Right extends number> = Draft<Known<Left>, Known<Right>>;
