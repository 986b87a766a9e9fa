/** Korean: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './ko.json' with { type: 'json' }

/** Korean, for `explain` and for servers: `{ language: ko }`, `{ languages: [ko] }`. */
export const ko: Language = sentences
