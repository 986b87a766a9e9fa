/** Traditional Chinese: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './zh-Hant.json' with { type: 'json' }

/** Traditional Chinese, for `explain` and for servers: `{ language: zhHant }`, `{ languages: [zhHant] }`. */
export const zhHant: Language = sentences
