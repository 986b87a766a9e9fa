/** Korean: the title, cause and remedy of every error. */
import type { Language } from './language.js'
import translation from './translations/ko.json' with { type: 'json' }

/** Korean, for `explain` and for servers: `{ language: ko }`, `{ languages: [ko] }`. */
export const ko: Language = translation
