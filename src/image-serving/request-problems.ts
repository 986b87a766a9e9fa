/** What is wrong with a request before anything is looked up. */
import type { ImageRequest, RequestProblem } from './request.js'
import { isPropertyFormat } from './request-types.js'
import { decode, LONGEST_TARGET, type Parts } from './target.js'

/** What else `taken` knows of a request. */
interface Reading extends Omit<Parts, 'target'> {
  readonly hasWrongName: boolean
  /** The words behind the comma of `req=`. */
  readonly options: readonly string[]
}

type Read = Pick<ImageRequest, 'service' | 'req' | 'type' | 'commands'>

/** One rule: gives what is wrong, if anything is. */
type Rule = (request: Read, reading: Reading) => RequestProblem | undefined

const malformed = (message: string, parameter?: string): RequestProblem =>
  parameter === undefined ? { code: 'request-malformed', message } : { code: 'request-malformed', parameter, message }

const isSize = (text: string): boolean => /^\d{0,9}(?:\.\d{1,9})?$/.test(text) && Number(text) > 0

const rules: readonly Rule[] = [
  (_, { isRetired }) =>
    isRetired
      ? { code: 'path-retired', message: 'This path belongs to a service that is no longer offered.' }
      : undefined,
  (_, { isTooLong }) => (isTooLong ? malformed(`The request is longer than ${LONGEST_TARGET} characters.`) : undefined),
  (_, { path }) => (decode(path) !== undefined ? undefined : malformed('The path has an escape that is no UTF-8.')),
  (_, { commands }) => {
    const broken = commands.find(({ isBroken }) => isBroken)
    return broken === undefined ? undefined : malformed('The value has an escape that is no UTF-8.', broken.name)
  },
  ({ type, service, req }, { options }) => {
    const asked = options.find(isPropertyFormat)
    if (type !== undefined && (asked === undefined || type.formats.includes(asked))) return undefined
    const message = type === undefined ? 'There is no such kind of request.' : `req=${req} has no such format.`
    // Pictures come in what fmt= says, whatever stands behind the comma.
    if (type?.formats.length === 0 || (service === 'image-rendering' && type !== undefined)) return undefined
    return { code: 'unknown-request-type', parameter: 'req', message }
  },
  ({ commands }) => {
    const handler = commands.get('handler')
    if (handler === undefined || /^[A-Za-z0-9]+$/.test(handler)) return undefined
    return malformed('The name of a handler has letters from A to Z and digits only.', 'handler')
  },
  (_, { hasWrongName }) =>
    hasWrongName
      ? {
          code: 'layer-name-invalid',
          parameter: 'layer',
          message: 'Two layers have one name, or no layer has the name.',
        }
      : undefined,
  (_, { commands }) =>
    commands.some(({ name, value }) => name === 'effect' && !/^-?[1-9]\d{0,8}$/.test(value))
      ? malformed('The number of an effect is a whole number other than 0.', 'effect')
      : undefined,
  ({ commands }) => {
    const wrong = ['wid', 'hei'].find((name) => !isSize(commands.get(name) ?? '1'))
    return wrong === undefined ? undefined : malformed('A size is a number above 0.', wrong)
  },
  ({ commands, service, req }) => {
    if (service === 'image-rendering' || !commands.has('fit')) return undefined
    if (req !== 'tmb' && (commands.has('wid') || commands.has('hei'))) return undefined
    return {
      code: 'fit-not-applicable',
      parameter: 'fit',
      message: 'fit= needs wid= or hei=, and has no place in req=tmb.',
    }
  },
]

/** Everything that is wrong with a request, the first to be answered first. */
export function problemsOf(request: Read, reading: Reading): readonly RequestProblem[] {
  const problems: RequestProblem[] = []
  for (const rule of rules) {
    const problem = rule(request, reading)
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}
