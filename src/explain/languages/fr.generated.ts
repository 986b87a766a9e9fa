/** French: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './fr.json' with { type: 'json' }

/** French, for `explain` and for servers: `{ language: fr }`, `{ languages: [fr] }`. */
export const fr: Language = sentences
