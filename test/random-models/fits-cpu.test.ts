import { describeRandomFits } from './golden-fits.js';

describeRandomFits('cpu');
