/** Brazilian Portuguese: the sentences of every error; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import type { Language } from '../language.js'
import sentences from './pt-BR.json' with { type: 'json' }

/** Brazilian Portuguese, for `explain` and for servers: `{ language: ptBR }`, `{ languages: [ptBR] }`. */
export const ptBR: Language = sentences
