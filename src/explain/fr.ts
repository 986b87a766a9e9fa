/** French: the title, cause and remedy of every error. */
import type { Language } from './language.js'
import translation from './translations/fr.json' with { type: 'json' }

/** French, for `explain` and for servers: `{ language: fr }`, `{ languages: [fr] }`. */
export const fr: Language = translation
