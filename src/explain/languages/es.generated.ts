/** Spanish: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './es.json' with { type: 'json' }

/** Spanish, for `explain` and for servers: `{ language: es }`, `{ languages: [es] }`. */
export const es: Language = sentences
