/** Media types as HTTP writes them in Content-Type and Accept: `application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"`. */

/** A media type, taken apart. */
export interface MediaType {
  /** In lower case: `application`. */
  readonly type: string
  /** In lower case: `vnd.api+json`. */
  readonly subtype: string
  /** Both, without parameters: `application/vnd.api+json`. */
  readonly essence: string
  /** Every parameter by its name in lower case, unquoted; the first one if a name comes twice. */
  readonly parameters: ReadonlyMap<string, string>
  /** The URIs of the extensions that JSON:API's parameter `ext` lists. */
  readonly ext: readonly string[]
  /** The URIs of the profiles that JSON:API's parameter `profile` lists. */
  readonly profile: readonly string[]
}

// One match per part, each where the last one ended: `type/subtype`, then `;` with a parameter, or with none (RFC 9110, 5.6.6).
const PART =
  /(?:^[ \t]*([\w!#$%&'*+.^`|~-]+)\/([\w!#$%&'*+.^`|~-]+)|;[ \t]*(?:([\w!#$%&'*+.^`|~-]+)=(?:([\w!#$%&'*+.^`|~-]+)|"([\t !#-[\]-~\u0080-\u00ff]*(?:\\[\t -~\u0080-\u00ff][\t !#-[\]-~\u0080-\u00ff]*)*)"))?)[ \t]*/gy

/**
 * `text`, such as the value of Content-Type, taken apart; `undefined` if it is not a media type (RFC 9110, section 8.3.1).
 * Parameters other than `ext` and `profile` are kept: a reader of JSON:API has to ignore them, not to refuse them.
 * Never throws.
 *
 * @see https://jsonapi.org/format/1.1/#media-type-parameters
 */
export function parseMediaType(text: unknown): MediaType | undefined {
  if (typeof text !== 'string') return undefined
  let essence: readonly [type: string, subtype: string] | undefined
  let end = 0
  const parameters = new Map<string, string>()
  for (const part of text.matchAll(PART)) {
    const [whole, type, subtype, name, token, quoted = ''] = part
    if (type !== undefined && subtype !== undefined) essence = [type.toLowerCase(), subtype.toLowerCase()]
    const key = name?.toLowerCase()
    if (key !== undefined && !parameters.has(key)) parameters.set(key, token ?? quoted.replace(/\\(.)/g, '$1'))
    end = part.index + whole.length
  }
  if (essence === undefined || end < text.length) return undefined
  const uris = (parameter: string) => parameters.get(parameter)?.split(' ').filter(Boolean) ?? []
  const [type, subtype] = essence
  return { type, subtype, essence: `${type}/${subtype}`, parameters, ext: uris('ext'), profile: uris('profile') }
}

/** Whether `text` is a media type of JSON: `application/json`, `text/json`, or any that ends in `+json`. Never throws. */
export function isJsonMediaType(text: unknown): boolean {
  // Nearly every document comes under one of these names.
  if (text === 'application/vnd.api+json' || text === 'application/json') return true
  return /^(?:(?:application|text)\/json|.*\+json)$/.test(`${parseMediaType(text)?.essence}`)
}

/** Whether `text` is JSON:API's media type, `application/vnd.api+json`, with whatever parameters. Never throws. */
export function isJsonApiMediaType(text: unknown): boolean {
  return parseMediaType(text)?.essence === 'application/vnd.api+json'
}

/** One range of media types in a header Accept: its media type, and how much that is wanted. */
export interface AcceptedType extends MediaType {
  /** From 0, not acceptable, to 1. */
  readonly weight: number
}

/** No client knows more media types; it bounds what a header can cost. */
const MOST = 100
// With any number of digits, and without the zero in front: clients write `.8` and 0.33333.
const WEIGHT = /^(?:0(?:\.\d*)?|\.\d+|1(?:\.0*)?)$/

/** The ranges of a header Accept (RFC 9110, section 12.5.1), in its order; what is malformed is left out. Never throws. */
export function parseAccept(header: string): readonly AcceptedType[] {
  return split(header).flatMap((part): AcceptedType[] => {
    const media = parseMediaType(part)
    if (media === undefined) return []
    const weight = media.parameters.get('q') ?? '1'
    return WEIGHT.test(weight) ? [{ ...media, weight: Number(weight) }] : []
  })
}

/** The parts between commas, those in quotes aside. */
function split(header: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < header.length && parts.length < MOST; at++) {
    const char = header[at]
    if (isQuoted && char === '\\') at++
    else if (char === '"') isQuoted = !isQuoted
    else if (char === ',' && !isQuoted) {
      parts.push(header.slice(start, at))
      start = at + 1
    }
  }
  return parts.length < MOST ? [...parts, header.slice(start)] : parts
}
