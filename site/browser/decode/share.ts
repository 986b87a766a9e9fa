/** Puts a response into a link and takes it out again: masked, compressed, bounded. */
import { mask, maskText, secretsOf } from '../../../src/failure/secrets.js'
import { parseJson } from '../../../src/input/json-text.js'
import { readResponses } from '../../../src/input/responses.js'
import { unpack } from '../../../src/input/text.js'
import { isRecord } from '../../../src/jsonapi/record.js'
import type { Reply } from './messages.js'

/** The form of what stands in links; other versions of the page may have others. */
const VERSION = 'v1.'
/** How long what a link holds may become, in bytes. */
const MOST_BYTES = 1 << 20

/** A response and its request without their secrets, and the fragment of the link that holds them. */
export async function share(response: string, request: string): Promise<Reply> {
  const secrets = await secretsIn(response)
  const [masked, sent] = [maskAll(response, secrets), maskAll(request, secrets)]
  const packed = await compress(JSON.stringify({ response: masked, request: sent }))
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join('')
  const text = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return { kind: 'shared', response: masked, request: sent, fragment: VERSION + text }
}

/** What a fragment holds; says why where it cannot be opened. */
export async function open(fragment: string): Promise<Reply> {
  if (/^v\d+\./.test(fragment) && !fragment.startsWith(VERSION)) return { kind: 'refused', because: 'version' }
  const bytes = bytesOf(fragment.slice(VERSION.length))
  const unpacked = fragment.startsWith(VERSION) && bytes ? await unpack(bytes, MOST_BYTES) : undefined
  const held = unpacked && parseJson(new TextDecoder().decode(unpacked))?.value
  if (!isRecord(held) || typeof held['response'] !== 'string' || typeof held['request'] !== 'string')
    return { kind: 'refused', because: 'broken' }
  return { kind: 'opened', response: held['response'], request: held['request'] }
}

/** The secrets of every request that the input tells of. */
async function secretsIn(text: string): Promise<readonly string[]> {
  const found = new Set<string>()
  for await (const items of readResponses(bytesIn(text))) {
    for (const item of items) {
      if (item.kind === 'response' && item.request !== undefined)
        for (const secret of secretsOf(item.request)) found.add(secret)
    }
  }
  return [...found]
}

async function* bytesIn(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** JSON is masked as such, since names tell what a secret is: as a whole, or else line by line; other text by its looks. */
function maskAll(text: string, secrets: readonly string[]): string {
  const whole = parseJson(text)
  if (whole !== undefined) return maskText(JSON.stringify(mask(whole.value, secrets), undefined, 2), secrets)
  const masked = text.split('\n').map((line) => {
    const parsed = parseJson(line)
    return isRecord(parsed?.value) ? JSON.stringify(mask(parsed.value, secrets)) : line
  })
  return maskText(masked.join('\n'), secrets)
}

async function compress(text: string): Promise<Uint8Array> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

function bytesOf(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
