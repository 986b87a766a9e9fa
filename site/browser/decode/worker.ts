/** The decoder itself, which runs beside the page: reads, groups, explains, and makes and opens links. */
import { en } from '../../../src/explain/language.js'
import { syntaxProblem } from '../../../src/input/json-text.js'
import { readResponses } from '../../../src/input/responses.js'
import { Decoding, type Point } from './decoding.js'
import type { Ask, Reply } from './messages.js'
import { open, share } from './share.js'

/** How often the page hears how far it is, in milliseconds. */
const PACE = 250

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  respond(data).then(postMessage, (error: unknown) => {
    const reply: Reply = { kind: 'stopped', message: error instanceof Error ? error.message : String(error) }
    postMessage(reply)
  })
})

async function respond(ask: Ask): Promise<Reply> {
  if (ask.kind === 'share') return share(ask.response, ask.request)
  if (ask.kind === 'open') return open(ask.fragment)
  return decode(ask)
}

/** The sentences that have been loaded. */
let loaded: string | undefined

async function decode({ input, request, sentences }: Extract<Ask, { kind: 'decode' }>): Promise<Reply> {
  if (loaded !== sentences) {
    const response = await fetch(sentences)
    // The script has no sentences of its own; those of the page's language take the place of the English ones.
    Object.assign(en, await response.json())
    loaded = sentences
  }
  const decoding = new Decoding()
  const point = request.trim() === '' ? undefined : await openRequest(request, decoding)
  let read = 0
  let told = performance.now()
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    const reader = input.stream().getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      read += next.value.length
      yield next.value
    }
  }
  for await (const items of readResponses(counted())) {
    decoding.take(items)
    if (performance.now() - told < PACE) continue
    told = performance.now()
    postMessage({ kind: 'progress', share: read / input.size, result: decoding.result() } satisfies Reply)
  }
  if (decoding.isEmpty) decoding.complain({ message: 'is neither JSON, NDJSON, the output of curl -i, nor a HAR file' })
  const { validateErrorDocument } = await import('../../../src/jsonapi/validate/index.js')
  return { kind: 'result', share: 1, result: decoding.result(validateErrorDocument, point) }
}

async function openRequest(text: string, decoding: Decoding): Promise<Point | undefined> {
  const { openRequest: openText } = await import('./request.js')
  const point = openText(text)
  if (point === undefined) decoding.complain(syntaxProblem(text, { line: 1, column: 1 }))
  return point
}
