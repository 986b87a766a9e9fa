/** The decoder itself, which runs beside the page: reads, groups, explains. Loads what it needs seldom when it is needed. */
import { en } from '../../../src/explain/language.js'
import type { InputItem } from '../../../src/input/responses.js'
import { reactor } from '../../../src/reactor/index.js'
import { Decoding, type FailuresIn, type Point } from './decoding.js'
import { readDocument } from './document.js'
import type { Ask, Reply } from './messages.js'

/** How often the page hears how far it is, in milliseconds. */
const PACE = 250
/** Longer inputs, in bytes, are read as they come. */
const LONGEST_DOCUMENT = 1 << 20

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  respond(data).then(postMessage, (error: unknown) => {
    const reply: Reply = { kind: 'stopped', message: error instanceof Error ? error.message : String(error) }
    postMessage(reply)
  })
})

async function respond(ask: Ask): Promise<Reply> {
  if (ask.kind === 'decode') return decode(ask)
  const { open, share } = await import('./share.js')
  return ask.kind === 'share' ? share(ask.response, ask.request) : open(ask.fragment)
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
  let told = performance.now()
  const { failuresIn, batches, share } = await openInput(input)
  const decoding = new Decoding(failuresIn)
  const point = request.trim() === '' ? undefined : await openRequest(request, decoding)
  for await (const items of batches) {
    decoding.take(items)
    if (performance.now() - told < PACE) continue
    told = performance.now()
    postMessage({ kind: 'progress', share: share(), result: decoding.result() } satisfies Reply)
  }
  if (decoding.isEmpty) decoding.complain({ message: 'is neither JSON, NDJSON, the output of curl -i, nor a HAR file' })
  const { validateErrorDocument } = await import('../../../src/jsonapi/validate/index.js')
  return { kind: 'result', share: 1, result: decoding.result(validateErrorDocument, point) }
}

/** An input that is being read. */
interface OpenInput {
  readonly failuresIn: FailuresIn
  readonly batches: AsyncIterable<readonly InputItem[]> | Iterable<readonly InputItem[]>
  /** How much of it has been read, 1 being all. */
  share(): number
}

async function openInput(input: Blob): Promise<OpenInput> {
  const document = input.size > LONGEST_DOCUMENT ? undefined : readDocument(await input.text())
  if (document !== undefined)
    return { failuresIn: ({ body }) => reactor.parse(body), batches: [[document]], share: () => 1 }
  const { failuresIn, readResponses } = await import('./forms.js')
  let read = 0
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    const reader = input.stream().getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      read += next.value.length
      yield next.value
    }
  }
  return { failuresIn, batches: readResponses(counted()), share: () => read / input.size }
}

async function openRequest(text: string, decoding: Decoding): Promise<Point | undefined> {
  const { openRequest: openText } = await import('./request.js')
  const opened = openText(text)
  if (typeof opened === 'function') return opened
  decoding.complain(opened)
  return undefined
}
