/** Dutch: the title, cause and remedy of every error. */
import type { Language } from './language.js'
import translation from './translations/nl.json' with { type: 'json' }

/** Dutch, for `explain` and for servers: `{ language: nl }`, `{ languages: [nl] }`. */
export const nl: Language = translation
