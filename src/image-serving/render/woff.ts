/** Unpacks fonts that are packed for the web. */
import { inflateSync } from 'node:zlib'

const SIGNATURE = 0x774f4646
const HEADER = 44
const ENTRY = 20
const LARGEST = 64 * 2 ** 20

/**
 * The TrueType or OpenType font in a WOFF file, which text engines on servers do not read. Throws an Error where the file is none.
 *
 * @see https://www.w3.org/TR/WOFF/
 */
export function unpackWoff(woff: Uint8Array): Uint8Array<ArrayBuffer> {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength)
  if (woff.length < HEADER || from.getUint32(0) !== SIGNATURE) throw new Error('The font is no WOFF file')
  const count = from.getUint16(12)
  const size = from.getUint32(16)
  if (size > LARGEST) throw new Error('The font is too large')
  const font = new Uint8Array(size)
  const to = new DataView(font.buffer)
  const power = 31 - Math.clz32(count)
  to.setUint32(0, from.getUint32(4))
  to.setUint16(4, count)
  to.setUint16(6, 16 << power)
  to.setUint16(8, power)
  to.setUint16(10, (count - (1 << power)) * 16)
  let at = 12 + count * 16
  for (let table = 0; table < count; table++) {
    const entry = HEADER + table * ENTRY
    const [offset, packed, length] = [4, 8, 12].map((field) => from.getUint32(entry + field)) as [
      number,
      number,
      number,
    ]
    const bytes = woff.subarray(offset, offset + packed)
    font.set(packed < length ? inflateSync(bytes, { maxOutputLength: length }) : bytes, at)
    const record = 12 + table * 16
    to.setUint32(record, from.getUint32(entry))
    to.setUint32(record + 4, from.getUint32(entry + 16))
    to.setUint32(record + 8, at)
    to.setUint32(record + 12, length)
    at += Math.ceil(length / 4) * 4
  }
  return font
}
