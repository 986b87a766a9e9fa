/** Pointers: taken apart, and resolved in a document. */
import { pick, variants } from './documents.js'
import { built, peer, peerModule } from './packages.js'
import { heading, table } from './table.js'

const { parsePointer, resolvePointer } = await built<typeof import('../src/jsonapi/pointer.js')>('pointer')
const jsonPtr = peer<{
  decodePointer: (pointer: string) => unknown
  JsonPointer: { get: (document: object, pointer: string) => unknown }
}>('json-ptr')
const jsonpointer = peer<{
  get: (document: object, pointer: string) => unknown
  compile: (pointer: string) => unknown
}>('jsonpointer')
const jsonPointer = peer<{
  parse: (pointer: string) => string[]
  get: (document: object, pointer: string) => unknown
}>('json-pointer')
const hyperjump = await peerModule<{
  pointerSegments: (pointer: string) => Iterable<string>
  get: (pointer: string, document: object) => unknown
}>('@hyperjump/json-pointer')

const paths = Array.from({ length: variants }, (_, i) => `/data/${i}/attributes/settings~1${i}`)

/** The pointer kit against the peers' functions and against the plainest code that does the work. */
export function benchPointers(): void {
  const document = {
    data: paths.map((_, i) => ({ attributes: { [`settings/${i}`]: i } })),
  }
  const split = (pointer: string): string[] =>
    pointer
      .slice(1)
      .split('/')
      .map((segment) => (segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment))

  heading('Take a pointer apart, against split and unescape')
  table({ name: 'split and unescape', work: (i) => split(pick(paths, i)) }, [
    { name: 'parsePointer', work: (i) => parsePointer(pick(paths, i)) },
    { name: 'json-pointer parse', work: (i) => jsonPointer.parse(pick(paths, i)) },
    { name: 'json-ptr decodePointer', work: (i) => jsonPtr.decodePointer(pick(paths, i)) },
    { name: '@hyperjump/json-pointer pointerSegments', work: (i) => [...hyperjump.pointerSegments(pick(paths, i))] },
    { name: 'jsonpointer compile', work: (i) => jsonpointer.compile(pick(paths, i)) },
  ])

  const walk = (pointer: string): unknown => {
    // Any JSON value can stand at any place.
    let value: unknown = document
    for (const segment of split(pointer)) value = (value as Record<string, unknown>)[segment]
    return value
  }
  heading('Resolve a pointer, against split, unescape and walk')
  table({ name: 'split, unescape and walk', work: (i) => walk(pick(paths, i)) }, [
    { name: 'resolvePointer', work: (i) => resolvePointer(document, pick(paths, i)) },
    { name: 'json-pointer get', work: (i) => jsonPointer.get(document, pick(paths, i)) },
    { name: 'json-ptr JsonPointer.get', work: (i) => jsonPtr.JsonPointer.get(document, pick(paths, i)) },
    { name: '@hyperjump/json-pointer get', work: (i) => hyperjump.get(pick(paths, i), document) },
    { name: 'jsonpointer get', work: (i) => jsonpointer.get(document, pick(paths, i)) },
  ])
}
