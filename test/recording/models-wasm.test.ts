import { describeRecordedModels } from './recorded-models.js';

describeRecordedModels('wasm', 0);
