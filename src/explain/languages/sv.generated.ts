/** Swedish: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './sv.json' with { type: 'json' }

/** Swedish, for `explain` and for servers: `{ language: sv }`, `{ languages: [sv] }`. */
export const sv: Language = sentences
