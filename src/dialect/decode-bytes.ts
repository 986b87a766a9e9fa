/** Decodes the bytes of a body in the encoding that they show or were sent with. */

const CHARSET = /;\s*charset="?([^\s";]+)/i

/** The encoding that the first bytes show: a byte order mark, or the zero that ASCII has in UTF-16; else what was sent. */
function encodingOf([first, second]: Uint8Array, contentType = ''): string {
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be'
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le'
  return CHARSET.exec(contentType)?.[1] ?? 'utf-8'
}

/**
 * The text of `bytes`: in UTF-16 where a byte order mark or the zeros of ASCII show it
 * (https://encoding.spec.whatwg.org/#bom-sniff), else in the charset of `contentType`, then UTF-8. What is not valid there becomes
 * U+FFFD; a charset that nobody knows counts as none.
 */
export function decodeBytes(bytes: ArrayBuffer | ArrayBufferView, contentType: string | undefined): string {
  try {
    const { buffer, byteOffset } = ArrayBuffer.isView(bytes) ? bytes : { buffer: bytes, byteOffset: 0 }
    const head = new Uint8Array(buffer, byteOffset, Math.min(bytes.byteLength, 2))
    // A view's buffer may be shared; a decoder takes both, its older types do not.
    return new TextDecoder(encodingOf(head, contentType)).decode(bytes as ArrayBuffer)
  } catch {
    return new TextDecoder().decode(bytes as ArrayBuffer) // A charset that nobody knows.
  }
}
