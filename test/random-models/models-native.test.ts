import { onNative } from '../backends/tested.js';
import { describeRandomModels } from './golden-models.js';

onNative(() => describeRandomModels('node'));
