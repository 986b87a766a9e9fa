/** Spanish: the title, cause and remedy of every error. */
import type { Language } from './language.js'
import translation from './translations/es.json' with { type: 'json' }

/** Spanish, for `explain` and for servers: `{ language: es }`, `{ languages: [es] }`. */
export const es: Language = translation
