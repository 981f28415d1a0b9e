import { onNative } from '../backends/tested.js';
import { describeRecordedModels } from './recorded-models.js';

onNative(() => describeRecordedModels('node', 1e-4));
