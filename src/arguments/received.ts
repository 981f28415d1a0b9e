export { received, withArticle } from '../errors.js';
