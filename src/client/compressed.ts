/** Tells text from compressed bytes, where headers do not. */
import { isCompressed } from '../dialect/decode.js'

/** As much as tells: of compressed bytes, one in eight is a control character. */
const HEAD = 512

/** Whether bytes read as text in UTF-8: no control characters but white space, and none that is not valid. */
export function isText(bytes: Uint8Array): boolean {
  // The cut may part the last character.
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD)).replace(/\ufffd$/, '')
  return !/[^\P{Cc}\s]|\ufffd/u.test(head)
}

/** Whether bytes are compressed, with gzip or as zlib has it. */
export const isHidden = (bytes: Uint8Array): boolean => isCompressed(bytes) && !isText(bytes)
