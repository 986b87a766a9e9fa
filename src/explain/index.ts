/** `reactor-errors/explain`: why an error happened and what to do about it. */
export { chooseLanguage } from './choose-language.js'
export { en } from './en.js'
export { type ExplainOptions, type Explanation, explain } from './explain.js'
export { type ErrorExplanation, explainError } from './explain-error.js'
export type { GatewayCode, ImsCode } from './foreign.generated.js'
export type { Language, Prose, Situation } from './language.js'
