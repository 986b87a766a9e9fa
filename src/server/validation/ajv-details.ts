/** Says in a sentence what an error of Ajv means, by its keyword and parameters. */
import {
  alternatives,
  counted,
  cut,
  NO_MATCH,
  numberText,
  ONE_OF_ALLOWED,
  quoted,
  sentence,
  typeNoun,
  valueText,
  valueTexts,
} from './phrases.js'
import { type Part, stepTo } from './place.js'

/** The parameters of an error of Ajv; which there are depends on the keyword. */
export type Params = Readonly<Record<string, unknown>>

/** The material of a detail, besides the keyword. */
export interface Circumstances {
  /** Where the value stands, as a JSON Pointer. */
  readonly at: string
  /** The missing or extra member, as the request calls it. */
  readonly name: string
  /** The noun for a member: `member`, `parameter`, `header`. */
  readonly noun: string
  /** The part of the request that was validated, which calls its members by names of its own. */
  readonly part: Part
  /** The message that Ajv gave. */
  readonly message: unknown
}

type Detail = (params: Params, about: Circumstances) => string

const formats: ReadonlyMap<unknown, string> = new Map([
  ['date', 'a date (2026-12-31)'],
  ['time', 'a time with its offset (23:59:59Z)'],
  ['date-time', 'a date and time with its offset (2026-12-31T23:59:59Z)'],
  ['email', 'an email address'],
  ['hostname', 'a host name'],
  ['ipv4', 'an IPv4 address'],
  ['ipv6', 'an IPv6 address'],
  ['uri', 'a URI'],
  ['uri-reference', 'a URI or a relative reference'],
  ['uuid', 'a UUID'],
  ['regex', 'a regular expression'],
  ['json-pointer', 'a JSON Pointer'],
])

const comparisons: ReadonlyMap<unknown, string> = new Map([
  ['>=', 'at least'],
  ['>', 'more than'],
  ['<=', 'at most'],
  ['<', 'less than'],
])

/** The nouns of which a value has to be one; `undefined` for a keyword that names none. */
export function nounsOf(keyword: string, params: Params, at: string, part: Part): readonly string[] | undefined {
  if (keyword === 'type') {
    const { type, nullable } = params
    return [...(Array.isArray(type) ? type : [type]), ...(nullable === true ? ['null'] : [])].map(typeNoun)
  }
  if (part.isSecret(at)) return undefined
  if (keyword === 'const') return [valueText(params['allowedValue'])]
  const { allowedValues } = params
  return keyword === 'enum' && Array.isArray(allowedValues) ? valueTexts(allowedValues) : undefined
}

const choice =
  (keyword: string): Detail =>
  (params, { at, part }) => {
    const nouns = nounsOf(keyword, params, at, part)
    return nouns === undefined ? ONE_OF_ALLOWED : `Must be ${alternatives(nouns)}.`
  }

/** The details for the values that `enum` allows: a schema gives the same list with each of its errors. */
const choices = new WeakMap<object, string>()

const anyOfValues: Detail = (params, about) => {
  const { allowedValues } = params
  if (!Array.isArray(allowedValues) || about.part.isSecret(about.at)) return choice('enum')(params, about)
  const known = choices.get(allowedValues)
  if (known !== undefined) return known
  const detail = choice('enum')(params, about)
  choices.set(allowedValues, detail)
  return detail
}

const NO_FORM = 'Is of none of the forms that are allowed here.'

const limit: Detail = ({ comparison, limit }) => `Must be ${comparisons.get(comparison) ?? ''} ${numberText(limit)}.`

const surplusElements: Detail = ({ limit }) => `Must have at most ${counted(limit, 'element')}.`

const contains: Detail = ({ minContains, maxContains }) => {
  const most = maxContains === undefined ? '' : ` and at most ${numberText(maxContains)}`
  return `Must contain at least ${numberText(minContains)}${most} of the elements that are asked for.`
}

const missing: Detail = (_params, { noun, name }) => `The ${noun} ${quoted(name)} is missing.`

const extra: Detail = (_params, { noun, name }) => `The ${noun} ${quoted(name)} is not allowed.`

const neededBy: Detail = ({ property }, { at, noun, name, part }) =>
  `The ${noun} ${quoted(name)} is missing, which ${quoted(part.nameOf(at + stepTo(String(property)), String(property)))} needs beside it.`

const details: ReadonlyMap<string, Detail> = new Map<string, Detail>([
  [
    'type',
    (params, about) =>
      typeof params['type'] === 'string' && params['nullable'] !== true
        ? `Must be ${typeNoun(params['type'])}.`
        : choice('type')(params, about),
  ],
  ['const', choice('const')],
  ['enum', anyOfValues],
  ['required', missing],
  ['dependentRequired', neededBy],
  ['dependencies', neededBy],
  ['additionalProperties', extra],
  ['unevaluatedProperties', extra],
  ['propertyNames', (_params, { noun, name }) => `The name of the ${noun} ${quoted(name)} is not allowed.`],
  // JSON Type Definition has one keyword for both.
  ['properties', (params, about) => (params['error'] === 'missing' ? missing : extra)(params, about)],
  [
    'discriminator',
    ({ error }, about) =>
      error === 'tag'
        ? `The ${about.noun} ${quoted(about.name)} is missing, or no string.`
        : 'Must be the tag of one of the forms that are allowed here.',
  ],
  ['minimum', limit],
  ['maximum', limit],
  ['exclusiveMinimum', limit],
  ['exclusiveMaximum', limit],
  ['formatMinimum', limit],
  ['formatMaximum', limit],
  ['formatExclusiveMinimum', limit],
  ['formatExclusiveMaximum', limit],
  ['multipleOf', ({ multipleOf }) => `Must be a multiple of ${numberText(multipleOf)}.`],
  ['minLength', ({ limit }) => `Must have at least ${counted(limit, 'character')}.`],
  ['maxLength', ({ limit }) => `Must have at most ${counted(limit, 'character')}.`],
  [
    'pattern',
    ({ pattern }, { at, part }) => (part.isSecret(at) ? NO_MATCH : `Must match the pattern ${cut(String(pattern))}`),
  ],
  ['format', ({ format }) => `Must be ${formats.get(format) ?? `of the format ${quoted(format)}`}.`],
  ['minItems', ({ limit }) => `Must have at least ${counted(limit, 'element')}.`],
  ['maxItems', surplusElements],
  ['items', surplusElements],
  ['additionalItems', surplusElements],
  ['unevaluatedItems', surplusElements],
  ['uniqueItems', ({ i, j }) => `The elements ${numberText(j)} and ${numberText(i)} are equal; all must differ.`],
  ['contains', contains],
  ['minProperties', ({ limit }, { noun }) => `Must have at least ${counted(limit, noun)}.`],
  ['maxProperties', ({ limit }, { noun }) => `Must have at most ${counted(limit, noun)}.`],
  ['false schema', () => 'Is not allowed here.'],
  [
    'oneOf',
    ({ passingSchemas }) =>
      Array.isArray(passingSchemas) ? 'Is of more than one of the forms that exclude each other here.' : NO_FORM,
  ],
  ['anyOf', () => NO_FORM],
  ['union', () => NO_FORM],
  ['not', () => 'Is of a form that is not allowed here.'],
  ['if', () => 'Does not meet the condition that applies to it.'],
])

/** Returns an error of `keyword` as a sentence. A keyword that is not of JSON Schema says what its message says. */
export function detailOf(keyword: string, params: Params, about: Circumstances): string {
  const detail = details.get(keyword)
  if (detail !== undefined) return detail(params, about)
  return sentence(about.message)
}
