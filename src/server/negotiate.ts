/** Chooses the media type of an answer by the header Accept. */
import { REFERENCE } from '../jsonapi/validate/texts.js'
import { type AcceptedType, readAccept } from './accept.js'
import type { ResponseFormat, ServerOptions } from './options.js'

/** What an answer is written in. */
export interface Negotiated {
  readonly format: ResponseFormat
  /** The value of Content-Type. */
  readonly contentType: string
}

/** What the server can do. */
type Offer = Pick<ServerOptions, 'formats' | 'extensions' | 'profiles'>

const JSON_API = 'application/vnd.api+json'
const USUAL: Negotiated = { format: JSON_API, contentType: JSON_API }
/** Every format by the media types that ask for it, each under the value of Content-Type; the preferred one first. */
const CONTENT_TYPES: readonly Negotiated[] = [
  USUAL,
  { format: 'application/problem+json', contentType: 'application/problem+json' },
  { format: JSON_API, contentType: 'application/json' },
  { format: 'text/html', contentType: 'text/html; charset=utf-8' },
  { format: 'text/plain', contentType: 'text/plain; charset=utf-8' },
]
/** What the clients of JSON:API ask for; to look at it is all there is to do for nearly every request. */
const USUALLY_ASKED = new Set<string | undefined>([undefined, '', '*/*', JSON_API, `${JSON_API};revision=1`])

/** What answers can be written in, the preferred one first; all, where the server names none. */
function offersOf({ formats = [] }: Offer): readonly Negotiated[] {
  const offers = formats.flatMap((wanted) => CONTENT_TYPES.filter(({ format }) => format === wanted))
  return offers.length > 0 ? offers : CONTENT_TYPES
}

/** Whether the answer depends on the header Accept. */
export function isNegotiated({ formats, extensions = [], profiles = [] }: Offer): boolean {
  // JSON:API alone is still called application/json for those who ask for that.
  return formats?.length !== 1 || formats[0] === JSON_API || extensions.length > 0 || profiles.length > 0
}

/**
 * The format that `accept` wants most: by weight, then by who is named more exactly, then by the server's own order; where it
 * wants none of them, the server's first. JSON:API is also for those who ask for `application/json`, and is then called that.
 * Its parameters `ext` and `profile` are those that were asked for, as far as the server supports them.
 */
export function negotiate(accept: string | undefined, options: Offer): Negotiated {
  if (options.formats === undefined && USUALLY_ASKED.has(accept)) return USUAL
  const [first = USUAL, ...others] = offersOf(options)
  let best = first
  const ranges = readAccept(accept ?? '')
  let most = ratingOf(best, ranges)
  for (const offer of others) {
    const rating = ratingOf(offer, ranges)
    if (rating.weight < most.weight) continue
    if (rating.weight === most.weight && rating.exactness <= most.exactness) continue
    best = offer
    most = rating
  }
  return best.contentType === JSON_API ? { ...best, contentType: JSON_API + parametersOf(ranges, options) } : best
}

/** What the range says that says most about a media type (RFC 9110, section 12.5.1); no weight if none covers it. */
function ratingOf({ contentType }: Negotiated, ranges: readonly AcceptedType[]): { weight: number; exactness: number } {
  const essence = contentType.replace(/;.*/, '')
  const patterns = [essence, essence.replace(/\/.*/, '/*'), '*/*']
  for (const [place, pattern] of patterns.entries()) {
    const weights = ranges.filter((range) => range.essence === pattern).map(({ weight }) => weight)
    if (weights.length === 0) continue
    const weight = Math.max(...weights)
    return { weight, exactness: weight > 0 ? -place : -3 }
  }
  return { weight: 0, exactness: -3 }
}

/** The parameters of the JSON:API range that is wanted most, of those whose extensions the server has. */
function parametersOf(ranges: readonly AcceptedType[], { extensions = [], profiles = [] }: Offer): string {
  const [range] = ranges
    .filter(({ essence, weight, ext }) => essence === JSON_API && weight > 0 && ext.every(isIn(extensions)))
    .sort((one, other) => other.weight - one.weight)
  return parameter('ext', range?.ext) + parameter('profile', range?.profile.filter(isIn(profiles)))
}

const isIn =
  (known: readonly string[]) =>
  (uri: string): boolean =>
    known.includes(uri) && REFERENCE.text?.(uri) === true

function parameter(name: string, uris: readonly string[] = []): string {
  return uris.length === 0 ? '' : `; ${name}="${[...new Set(uris)].join(' ')}"`
}
