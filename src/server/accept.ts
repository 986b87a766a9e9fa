/** Reads the header Accept (RFC 9110, section 12.5.1). */
import { type MediaType, parseMediaType } from '../jsonapi/media-type.js'

/** One range of media types: what it is, and how much it is wanted. */
export interface AcceptedType extends MediaType {
  /** From 0, not acceptable, to 1. */
  readonly weight: number
}

/** No client knows more media types; it bounds what a header can cost. */
const MOST = 100
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

/** The ranges of a header, in its order; what is malformed is left out. Never throws. */
export function readAccept(header: string): readonly AcceptedType[] {
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
