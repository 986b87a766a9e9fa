/** German: the title, cause and remedy of every error. */
import type { Language } from './language.js'
import translation from './translations/de.json' with { type: 'json' }

/** German, for `explain` and for servers: `{ language: de }`, `{ languages: [de] }`. */
export const de: Language = translation
