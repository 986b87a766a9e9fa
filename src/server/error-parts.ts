/** Makes the parts of an error object that are more than text, and lets nothing through that JSON:API would refuse. */
import { defined, isRecord, unlessEmpty } from '../failure/plain.js'
import type { ErrorLinks, ErrorObject, ErrorSource, Link } from '../jsonapi/document.js'
import { isPointer } from '../jsonapi/pointer-syntax.js'
import { HEADER, REFERENCE } from '../jsonapi/validate/texts.js'
import { fitText, fitValue, isForeign, isWellFormed } from './fit.js'

const MAX_URL = 2000
const MAX_NAME = 200

/** The links of an error, as URLs: its own, else those below `baseUrl`; `undefined` where there is none. */
export function linksOf({ links, code }: ErrorObject, id: string, baseUrl: string | undefined): ErrorLinks | undefined {
  const type = baseUrl === undefined || code === undefined ? undefined : urlOf(baseOf(baseUrl) + segment(code))
  // A URL has room for one fragment.
  const about = type === undefined || type.includes('#') ? undefined : urlOf(`${type}#${segment(id)}`)
  return unlessEmpty(defined<ErrorLinks>({ about: urlOf(links?.about) ?? about, type: urlOf(links?.type) ?? type }))
}

function baseOf(url: string): string {
  return /[?#]|\/$/.test(url) ? url : `${url}/`
}

function segment(text: string): string {
  return encodeURIComponent(fitText(text, MAX_NAME))
}

function urlOf(link: Link | undefined): string | undefined {
  const url: unknown = isRecord(link) ? link.href : link
  return typeof url === 'string' && url.length <= MAX_URL && REFERENCE.text?.(url) ? url : undefined
}

/** What in the request an error blames, without what cannot be blamed; `undefined` where nothing is left. */
export function sourceOf({ pointer, parameter, header }: ErrorSource): ErrorSource | undefined {
  const isPlace = isPointer(pointer) && pointer.length <= MAX_URL && isWellFormed(pointer)
  const isHeader = typeof header === 'string' && header.length <= MAX_NAME && HEADER.text?.(header)
  return unlessEmpty(
    defined<ErrorSource>({
      pointer: isPlace ? pointer : undefined,
      parameter: typeof parameter === 'string' ? fitText(parameter, MAX_NAME) : undefined,
      header: isHeader ? header : undefined,
    }),
  )
}

/** The @-members of an error, and those of extensions; `undefined` where there is none. */
export function foreignMembersOf(error: ErrorObject): object | undefined {
  let members: Record<string, unknown> | undefined
  // No other member has one of these two in its name.
  for (const name in error) {
    if ((name.includes(':') || name.startsWith('@')) && Object.hasOwn(error, name) && isForeign(name)) {
      members ??= {}
      members[name] = fitValue(Reflect.get(error, name))
    }
  }
  return members
}
