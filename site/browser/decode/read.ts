/** Reads an input, a document or anything else, and gathers what failed in it. What is needed seldom is loaded when it is needed. */
import type { InputItem } from '../../../src/input/responses.js'
import { reactor } from '../../../src/reactor/index.js'
import { Decoding, type FailuresIn, type Point } from './decoding.js'
import { readDocument } from './document.js'
import type { Result } from './messages.js'

/** How often `progress` is called, in milliseconds. */
const PACE = 250
/** Longer inputs, in bytes, are read as they come. */
const LONGEST_DOCUMENT = 1 << 20

/** What fails in `input`. `request` is the text of the request, or empty; `progress` hears how much was read, and the result so far. */
export async function decodeInput(
  input: Blob,
  request: string,
  progress: (share: number, result: Result) => void,
): Promise<Result> {
  const { failuresIn, batches, share } = await openInput(input)
  const decoding = new Decoding(failuresIn)
  const point = request.trim() === '' ? undefined : await openRequest(request, decoding)
  let told = performance.now()
  for await (const items of batches) {
    decoding.take(items)
    if (performance.now() - told < PACE) continue
    told = performance.now()
    progress(share(), decoding.result())
  }
  if (decoding.isEmpty) decoding.complain({ message: 'is neither JSON, NDJSON, the output of curl -i, nor a HAR file' })
  const { validateErrorDocument } = await import('../../../src/jsonapi/validate/index.js')
  return decoding.result(validateErrorDocument, point)
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
