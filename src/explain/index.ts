/** `reactor-errors/explain`: why an error happened and what to do about it. */
export type { GatewayCode, ImsCode } from '../reactor/foreign-codes.generated.js'
export { chooseLanguage } from './choose-language.js'
export { type ExplainOptions, type Explanation, explain } from './explain.js'
export { type ErrorExplanation, explainError } from './explain-error.js'
export { en, type Language, type Prose, type Sentences, type WholeLanguage } from './language.js'
export type { Label, Situation, Word } from './languages/keys.generated.js'
