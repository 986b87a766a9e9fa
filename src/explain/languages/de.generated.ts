/** German: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './de.json' with { type: 'json' }

/** German, for `explain` and for servers: `{ language: de }`, `{ languages: [de] }`. */
export const de: Language = sentences
