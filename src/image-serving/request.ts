/** A request to Image Serving or Image Rendering, taken apart, and what is wrong with it; total, whatever it is given. */
import type { Draft } from '../dialect/reader.js'
import { climbs, commandsOf, decode, type Layer, LONGEST_TARGET, layersOf, type Parts } from './commands.js'
import {
  encodingOf,
  type ImageService,
  type ImageServingCode,
  isPropertyFormat,
  type PropertyEncoding,
  type PropertyFormat,
  type RequestContext,
  type RequestType,
  requestTypeOf,
} from './services.js'

/** The codes of what can be wrong with a request before anything is looked up. */
type ProblemCode = Extract<
  ImageServingCode,
  'fit-not-applicable' | 'layer-name-invalid' | 'path-retired' | 'request-malformed' | 'unknown-request-type'
>

/** What is wrong with a request before anything is looked up, by the code of the error that comes of it. */
export interface RequestProblem {
  readonly code: ProblemCode
  /** The command at fault; absent where it is none in particular. */
  readonly parameter?: string
  /** For people; holds nothing that the request said. */
  readonly message: string
}

/** A request, taken apart. What it asks for in a way that is wrong is in `problems`, and has its default in all else. */
export interface ImageRequest {
  readonly service: ImageService
  /** Whether it asks for static content: `/is/content/…`, or the retired `/xfl/flash/…`. */
  readonly isContent: boolean
  /** Path and query as they came, without the origin. */
  readonly target: string
  /** What the path names, decoded: `catalog/id`. */
  readonly object: string
  /**
   * What `req=` asks for, in small letters. By default `img`; `''` for static content itself, and for the server's copyright, which a
   * path without object and commands asks for.
   */
  readonly req: string
  /** What is known of `req`; `undefined` for a kind of request that the service does not know. */
  readonly type: RequestType | undefined
  /** The format of the response; absent where it is a picture or a file. */
  readonly format?: PropertyFormat
  readonly encoding: PropertyEncoding
  /** The function that JSON is handed to: `handler=`, `s7jsonResponse` by default. */
  readonly handler: string
  /** Echoed with JSON: `id=`, empty by default. */
  readonly id: string
  /** The last of each command, in whichever layer, by its name in small letters. Those for the view may stand anywhere. */
  readonly commands: ReadonlyMap<string, string>
  /** Layer 0, and those that the request defines. */
  readonly layers: readonly [Layer, ...Layer[]]
  readonly problems: readonly RequestProblem[]
}

const paths = /^\/(?:is\/(?:image|content)|ir\/render)(?:\/|$)/
const retired = /^\/xfl\/flash(?:\/|$)/

/** Whether a path belongs to a service, and leads nowhere else. */
export const isServicePath = (path: string): boolean => paths.test(path) && decode(path) !== undefined && !climbs(path)

/**
 * Takes the target of a request apart: `/is/image/catalog/id?wid=300&req=props,json&id=7`, an absolute URL too. `undefined` where
 * the path belongs to neither service: `/is/image`, `/is/content`, `/ir/render` and the retired `/xfl/flash` do. Never throws.
 */
export function readImageRequest(url: string): ImageRequest | undefined {
  if (typeof url !== 'string') return undefined
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '')
  const end = target.search(/[?#]/)
  const path = end < 0 ? target : target.slice(0, end)
  const isRetired = retired.test(path)
  if (!(isRetired || paths.test(path))) return undefined
  const isTooLong = target.length > LONGEST_TARGET
  const commands = isTooLong || end < 0 ? [] : commandsOf(target.slice(end + 1))
  return taken({ target, path, isRetired, isTooLong, commands })
}

function taken(parts: Parts): ImageRequest {
  const { target, path, isRetired, isTooLong, commands: list } = parts
  const commands = new Map<string, string>()
  for (const { name, value } of list) commands.set(name, value)
  const service: ImageService = path.startsWith('/ir/') ? 'image-rendering' : 'image-serving'
  const isContent = isRetired || path.startsWith('/is/content')
  const context: RequestContext = isContent ? 'static-content' : service
  // Behind the third slash, which is the first behind `/is/i`.
  const slash = path.indexOf('/', 5)
  const object = slash < 0 ? '' : path.slice(slash + 1)
  const usual = isContent || (object === '' && list.length === 0) ? '' : 'img'
  const [req = '', ...options] = (commands.get('req') || usual).toLowerCase().split(',')
  const type = requestTypeOf(context, req)
  const asked = options.find(isPropertyFormat)
  const format = asked !== undefined && type?.formats.includes(asked) ? asked : type?.formats[0]
  const handler = commands.get('handler') ?? ''
  const { layers, hasWrongName } = layersOf(list)
  const problems = problemsOf(
    { service, req, type, commands },
    { path, isRetired, isTooLong, commands: list, hasWrongName, options },
  )
  const request: Draft<ImageRequest> = {
    service,
    isContent,
    target: target.includes('#') ? target.slice(0, target.indexOf('#')) : target,
    object: decode(object) ?? object,
    req,
    type,
    encoding: options.map(encodingOf).find((encoding) => encoding !== undefined) ?? 'UTF-8',
    handler: /^[A-Za-z0-9]+$/.test(handler) ? handler : 's7jsonResponse',
    id: commands.get('id') ?? '',
    commands,
    layers,
    problems,
  }
  if (format !== undefined) request.format = format
  return request
}

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
  (_, { path }) => (climbs(path) ? malformed('No part of a path may be “..”, however it is written.') : undefined),
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
  ({ commands, req }) =>
    commands.has('rect') && !commands.has('id') && (req === 'img' || req === 'mask')
      ? malformed('rect= needs the version of the picture in id=.', 'id')
      : undefined,
]

/** Everything that is wrong with a request, first what its response is about. */
function problemsOf(request: Read, reading: Reading): readonly RequestProblem[] {
  const problems: RequestProblem[] = []
  for (const rule of rules) {
    const problem = rule(request, reading)
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}
