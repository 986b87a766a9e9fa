/** Simplified Chinese: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './zh-Hans.json' with { type: 'json' }

/** Simplified Chinese, for `explain` and for servers: `{ language: zhHans }`, `{ languages: [zhHans] }`. */
export const zhHans: Language = sentences
