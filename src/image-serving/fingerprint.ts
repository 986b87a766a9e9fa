/** Tells pictures apart by their bytes. */

import { checkKind, type Kind } from '../failure/kinds.js'
import { tagOf } from '../failure/plain.js'

const BYTES: Kind = [
  'an ArrayBuffer or a Uint8Array',
  (value) => ArrayBuffer.isView(value) || tagOf(value) === '[object ArrayBuffer]',
]

/**
 * The fingerprint of a picture: the SHA-256 of its bytes, as 64 hexadecimal digits in small letters. By those of the error images
 * that a server sends with the status 200, `checkImage` of `reactor-errors/check-image` knows them. An error image into which
 * `$error.message$` is drawn has other bytes for each message. Rejects where there is no WebCrypto: on pages that are not
 * served over HTTPS, and with a `TypeError` for what holds no bytes.
 *
 * @see https://www.w3.org/TR/WebCryptoAPI/#SubtleCrypto-method-digest
 */
export async function fingerprintOf(picture: ArrayBuffer | Uint8Array): Promise<string> {
  checkKind(BYTES, { picture })
  // Whatever its type says, WebCrypto itself refuses a view of shared memory.
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', picture as Uint8Array<ArrayBuffer>))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
