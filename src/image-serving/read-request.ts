/** Reads the target of a request to Image Serving or Image Rendering; total, whatever it is given. */
import type { Draft } from '../dialect/reader.js'
import { layersOf } from './layers.js'
import type { ImageRequest } from './request.js'
import { problemsOf } from './request-problems.js'
import { encodingOf, type ImageService, isPropertyFormat, requestTypeOf } from './request-types.js'
import { commandsOf, decode, LONGEST_TARGET, type Parts } from './target.js'

const paths = /^\/(?:is\/(?:image|content)|ir\/render)(?:\/|$)/
const retired = /^\/xfl\/flash(?:\/|$)/

/**
 * Takes the target of a request apart: `/is/image/catalog/id?wid=300&req=props,json&id=7`, an absolute URL too. `undefined` where
 * the path belongs to neither service: `/is/image`, `/is/content`, `/ir/render` and the retired `/xfl/flash` do. Never throws.
 */
export function readImageRequest(url: string): ImageRequest | undefined {
  if (typeof url !== 'string') return undefined
  const target = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '')
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
  const [req = '', ...options] = (commands.get('req') || 'img').toLowerCase().split(',')
  const type = requestTypeOf(service, req)
  const asked = options.find(isPropertyFormat)
  const format = asked !== undefined && type?.formats.includes(asked) ? asked : type?.formats[0]
  const handler = commands.get('handler') ?? ''
  const { layers, hasWrongName } = layersOf(list)
  // Behind the third slash, which is the first behind `/is/i`.
  const slash = path.indexOf('/', 5)
  const object = slash < 0 ? '' : path.slice(slash + 1)
  const problems = problemsOf(
    { service, req, type, commands },
    { path, isRetired, isTooLong, commands: list, hasWrongName, options },
  )
  const request: Draft<ImageRequest> = {
    service,
    isContent: isRetired || path.startsWith('/is/content'),
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
