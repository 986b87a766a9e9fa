/** Reads the body of a request, up to a limit. */
import type { IncomingMessage } from 'node:http'

/** Why a body was not read. */
export type Unread = 'too-large' | 'broken-off'

/** How many times the limit is read and thrown away, so that a client that sends too much gets to see the answer. */
const PATIENCE = 4

/** Whether a request says that it has a body. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Calls `done` once, with the body or with why there is none. Of a body that is too large nothing is kept. */
export function readBody(
  message: IncomingMessage,
  limit: number,
  done: (body: Uint8Array<ArrayBuffer> | Unread) => void,
): void {
  let chunks: Buffer[] = []
  let length = 0
  let isDone = false
  const end = (body: Uint8Array<ArrayBuffer> | Unread): void => {
    if (!isDone) done(body)
    isDone = true
  }
  message.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= limit) chunks.push(chunk)
    else chunks = []
    if (length > limit * PATIENCE) end('too-large')
  })
  message.on('end', () => end(length > limit ? 'too-large' : Buffer.concat(chunks)))
  message.on('error', () => end('broken-off'))
  message.on('close', () => end('broken-off'))
}
