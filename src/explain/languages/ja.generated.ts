/** Japanese: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './ja.json' with { type: 'json' }

/** Japanese, for `explain` and for servers: `{ language: ja }`, `{ languages: [ja] }`. */
export const ja: Language = sentences
