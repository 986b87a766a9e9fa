/** Japanese: the title, cause and remedy of every error. */
import type { Language } from './language.js'
import translation from './translations/ja.json' with { type: 'json' }

/** Japanese, for `explain` and for servers: `{ language: ja }`, `{ languages: [ja] }`. */
export const ja: Language = translation
