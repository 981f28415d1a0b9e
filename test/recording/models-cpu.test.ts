import { describeRecordedModels } from './recorded-models.js';

describeRecordedModels('cpu', 0);
