/** Decodes the bytes of a body in the encoding that they show, were sent with, or declare. */

const CHARSET = /;\s*charset="?([^\s";]+)/i
const DECLARED = /^<\?xml[^>]{0,200}?\sencoding=["']([\w.:-]{1,40})["']/
/** Where declarations end that anybody writes. */
const HEAD = 256

/** The encoding that the first bytes show: a byte order mark, or the zero beside an ASCII character in UTF-16. */
function shown([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0 && second) return 'utf-16be'
  return first && second === 0 ? 'utf-16le' : undefined
}

function encodingOf(head: Uint8Array, contentType: string | undefined): string {
  const known = shown(head) ?? CHARSET.exec(contentType ?? '')?.[1]
  // A declaration (XML 1.0, section 4.3.3) counts where nothing else does; only XML begins with its first two bytes.
  if (known !== undefined || head[0] !== 0x3c || head[1] !== 0x3f) return known ?? 'utf-8'
  return DECLARED.exec(new TextDecoder('latin1').decode(head))?.[1] ?? 'utf-8'
}

/**
 * The text of `bytes`: by their byte order mark, as the Encoding Standard decodes (https://encoding.spec.whatwg.org/#decode),
 * or the zeros that UTF-16 has in ASCII; else in the charset of `contentType`, then that of an XML declaration, then UTF-8.
 * What is not valid there becomes U+FFFD; a charset that nobody knows counts as none.
 */
export function decodeBytes(bytes: ArrayBuffer | ArrayBufferView, contentType: string | undefined): string {
  try {
    const { buffer, byteOffset } = ArrayBuffer.isView(bytes) ? bytes : { buffer: bytes, byteOffset: 0 }
    const head = new Uint8Array(buffer, byteOffset, Math.min(bytes.byteLength, HEAD))
    // A view's buffer may be shared; a decoder takes both, its older types do not.
    return new TextDecoder(encodingOf(head, contentType)).decode(bytes as ArrayBuffer)
  } catch {
    return new TextDecoder().decode(bytes as ArrayBuffer) // A charset that nobody knows.
  }
}
