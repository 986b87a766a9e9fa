/** Italian: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './it.json' with { type: 'json' }

/** Italian, for `explain` and for servers: `{ language: it }`, `{ languages: [it] }`. */
export const it: Language = sentences
