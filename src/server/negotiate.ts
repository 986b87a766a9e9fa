/** Chooses the media type of a response by the header Accept. */
import { type AcceptedType, parseAccept } from '../jsonapi/media-type.js'
import { isReference } from '../jsonapi/validate/texts.js'
import type { ResponseFormat, ServerOptions } from './options.js'

/** The formats of responses. */
export interface Negotiated {
  readonly format: ResponseFormat
  /** The value of Content-Type. */
  readonly contentType: string
}

/** A media type that may be asked for, and what it gets. */
interface Offer extends Negotiated {
  readonly asked: string
}

/** The server's side of the negotiation. */
type Abilities = Pick<ServerOptions, 'formats' | 'extensions' | 'profiles'>

/** The media type of JSON:API. */
export const JSON_API = 'application/vnd.api+json'

const offer = (format: ResponseFormat, contentType: string = format, asked: string = format): Offer => ({
  format,
  contentType,
  asked,
})

const USUAL = offer(JSON_API)
/**
 * Everything that can be offered, the preferred one first. JSON:API documents are also for those who ask for any JSON, but are
 * not called that: the offer of the plain name comes later, and is taken only where a server lists it.
 */
const OFFERS: readonly Offer[] = [
  USUAL,
  offer('application/problem+json'),
  offer(JSON_API, JSON_API, 'application/json'),
  offer('application/json'),
  offer('text/html', 'text/html; charset=utf-8'),
  offer('text/plain', 'text/plain; charset=utf-8'),
]
/** The `Accept` headers of JSON:API clients; nearly every request needs no more than this look. */
const USUALLY_ASKED = new Set<string | undefined>([undefined, '', '*/*', JSON_API, `${JSON_API};revision=1`])

/** The formats that the server can write, the preferred one first; the usual ones where it names none. */
function offersOf({ formats = [] }: Abilities): readonly Offer[] {
  const offers = formats.flatMap((wanted) => OFFERS.filter(({ format }) => format === wanted))
  return offers.length > 0 ? offers : OFFERS
}

/** Whether the response depends on the header Accept. */
export function isNegotiated(abilities: Abilities): boolean {
  const [first = USUAL, ...others] = offersOf(abilities)
  if (others.some(({ contentType }) => contentType !== first.contentType)) return true
  const { extensions = [], profiles = [] } = abilities
  return first.format === JSON_API && extensions.length + profiles.length > 0
}

/**
 * The format that `accept` wants most: by weight, then by what is named more exactly, then by the server's own order; where it
 * wants none of them, the server's first. The parameters `ext` and `profile` of JSON:API are those that were asked for, as far
 * as the server supports them.
 */
export function negotiate(accept: string | undefined, abilities: Abilities): Negotiated {
  if (abilities.formats === undefined && USUALLY_ASKED.has(accept)) return USUAL
  const [first = USUAL, ...others] = offersOf(abilities)
  const ranges = parseAccept(accept ?? '')
  let best = first
  let most = ratingOf(best, ranges, abilities)
  for (const each of others) {
    const rating = ratingOf(each, ranges, abilities)
    if (rating.weight < most.weight) continue
    if (rating.weight === most.weight && rating.exactness <= most.exactness) continue
    best = each
    most = rating
  }
  const { format, contentType } = best
  const parameters = contentType === JSON_API ? parametersOf(ranges, abilities) : ''
  return { format, contentType: contentType + parameters }
}

/** How much a media type is wanted, and how exactly the range names it that says so. */
interface Rating {
  readonly weight: number
  readonly exactness: number
}

const UNWANTED: Rating = { weight: 0, exactness: -1 }

/** The rating by the range that says most about an offer (RFC 9110, section 12.5.1); no weight if none covers it. */
function ratingOf({ asked }: Offer, ranges: readonly AcceptedType[], abilities: Abilities): Rating {
  let decisive = UNWANTED
  for (const range of ranges) {
    const exactness = exactnessOf(range, asked)
    if (exactness < decisive.exactness || !areMet(range, abilities)) continue
    const isSame = exactness === decisive.exactness
    decisive = { weight: isSame ? Math.max(range.weight, decisive.weight) : range.weight, exactness }
  }
  return decisive.weight > 0 ? decisive : UNWANTED
}

/** How exactly a range names a media type: not at all is -2, any type 0, its type 1, and itself 2. */
function exactnessOf({ type, subtype, essence }: AcceptedType, asked: string): number {
  if (essence === asked) return 2
  if (essence === '*/*') return 0
  return subtype === '*' && asked.startsWith(`${type}/`) ? 1 : -2
}

/** Whether a response has the parameters that a range asks for. What is sent is UTF-8; `revision` is Reactor's. */
function areMet({ essence, parameters, ext }: AcceptedType, { extensions = [] }: Abilities): boolean {
  return [...parameters].every(([name, value]) => {
    if (name === 'q') return true
    if (name === 'charset') return value.toLowerCase() === 'utf-8'
    if (essence !== JSON_API) return false
    return name === 'profile' || name === 'revision' || (name === 'ext' && ext.every(isIn(extensions)))
  })
}

/** The parameters of the JSON:API range that is wanted most, of those whose extensions the server has. */
function parametersOf(ranges: readonly AcceptedType[], { extensions = [], profiles = [] }: Abilities): string {
  const [range] = ranges
    .filter(({ essence, weight, ext }) => essence === JSON_API && weight > 0 && ext.every(isIn(extensions)))
    .sort((one, other) => other.weight - one.weight)
  return parameter('ext', range?.ext) + parameter('profile', range?.profile.filter(isIn(profiles)))
}

const isIn =
  (known: readonly string[]) =>
  (uri: string): boolean =>
    known.includes(uri) && isReference(uri)

function parameter(name: string, uris: readonly string[] = []): string {
  return uris.length === 0 ? '' : `; ${name}="${[...new Set(uris)].join(' ')}"`
}
