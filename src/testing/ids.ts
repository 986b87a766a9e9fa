/** Ids that look like those of the API and are the same every time: tests can name them, and snapshots keep. */

/** 32 hexadecimal digits that depend on the text alone. */
export function hexId(text: string): string {
  return [1, 2, 3, 4].map((seed) => hash(`${seed} ${text} ${seed}`)).join('')
}

/** The same digits as a UUID, of the version that leaves its bits to the maker: https://www.rfc-editor.org/rfc/rfc9562#section-5.8 */
export function uuid(text: string): string {
  const hex = hexId(text)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** FNV-1a, 32 bits: https://www.rfc-editor.org/rfc/rfc9923 */
function hash(text: string): string {
  let sum = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193)
  return (sum >>> 0).toString(16).padStart(8, '0')
}
