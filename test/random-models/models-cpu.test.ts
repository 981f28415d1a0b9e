import { describeRandomModels } from './golden-models.js';

describeRandomModels('cpu');
