/** Dutch: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './nl.json' with { type: 'json' }

/** Dutch, for `explain` and for servers: `{ language: nl }`, `{ languages: [nl] }`. */
export const nl: Language = sentences
