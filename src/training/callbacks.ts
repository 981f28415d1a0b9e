export { TerminateOnNaN } from './terminate-on-nan.js';
