import { registerLanguages } from '../locales/languages.js';

registerLanguages();
