/** Reads properties that are written as XML: exactly the elements of that form, and no other XML. */
import { match, problemAt, type ReadProperties, setProperty } from './property-text.js'

/** One tag: `<prop-group name="…">`, its end, or a `<property name="…" value="…"/>`; or a comment, of which nothing is kept. */
interface XmlTag {
  readonly kind: 'open' | 'close' | 'empty' | 'property' | 'comment'
  /** Without references; `''` where there is none. */
  readonly name: string
  readonly value: string
  /** Where it ends. */
  readonly end: number
}

const SPACE = 32

// Groups as servers write them.
const GROUP = /<(?:prop-group(?: name="([^"<&]*)"|())|\/prop-group)>/y

/** Where the space that begins at `from` ends; whatever is not above a space counts as one. */
export function skipSpace(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) <= SPACE) at += 1
  return at
}

/** Where a declaration (XML 1.0, section 2.8) ends that may begin at `from`. */
function skipDeclaration(text: string, from: number): number {
  if (!text.startsWith('<?xml', from) || text.charCodeAt(from + 5) > SPACE) return from
  const end = text.indexOf('?>', from)
  return end < 0 ? from : end + 2
}

/** The tag that begins at `at`; `undefined` for whatever is none of those, a reference that is not allowed among it. */
function readTag(text: string, at: number): XmlTag | undefined {
  GROUP.lastIndex = at
  const group = GROUP.exec(text)
  if (group === null) return readCarefully(text, at)
  // Of an opening tag one of the two matches, if only an empty text.
  const name = group[1] ?? group[2]
  return { kind: name === undefined ? 'close' : 'open', name: name ?? '', value: '', end: GROUP.lastIndex }
}

function readCarefully(text: string, at: number): XmlTag | undefined {
  if (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at + 4)
    return end < 0 ? undefined : { kind: 'comment', name: '', value: '', end: end + 3 }
  }
  const isClosing = text.startsWith('</', at)
  const element = /^(?:prop-group|property)(?![\w.:-])/.exec(text.slice(at + (isClosing ? 2 : 1), at + 16))?.[0]
  if (element === undefined || text[at] !== '<') return undefined
  const attributes = new Map<string, string>()
  let end = at + element.length + (isClosing ? 2 : 1)
  for (;;) {
    const start = skipSpace(text, end)
    if (text[start] === '>' || text.startsWith('/>', start))
      return makeTag(text, start, { element, isClosing, attributes })
    const attribute = start === end ? undefined : readAttribute(text, start)
    if (attribute === undefined || attributes.has(attribute.name)) return undefined
    attributes.set(attribute.name, attribute.value)
    end = attribute.end
  }
}

interface Read {
  readonly element: string
  readonly isClosing: boolean
  readonly attributes: ReadonlyMap<string, string>
}

function makeTag(text: string, at: number, { element, isClosing, attributes }: Read): XmlTag | undefined {
  const isEmpty = text[at] === '/'
  const end = at + (isEmpty ? 2 : 1)
  const name = attributes.get('name')
  const value = attributes.get('value')
  if (isClosing) {
    const isEnd = !isEmpty && attributes.size === 0 && element === 'prop-group'
    return isEnd ? { kind: 'close', name: '', value: '', end } : undefined
  }
  if (element === 'prop-group') {
    return value === undefined ? { kind: isEmpty ? 'empty' : 'open', name: name ?? '', value: '', end } : undefined
  }
  if (name === undefined || value === undefined) return undefined
  if (isEmpty) return { kind: 'property', name, value, end }
  const closing = skipSpace(text, end)
  return text.startsWith('</property>', closing) ? { kind: 'property', name, value, end: closing + 11 } : undefined
}

interface Attribute {
  readonly name: string
  readonly value: string
  readonly end: number
}

function readAttribute(text: string, at: number): Attribute | undefined {
  const name = /^(?:name|value)(?=[\s=])/.exec(text.slice(at, at + 6))?.[0]
  if (name === undefined) return undefined
  const equals = skipSpace(text, at + name.length)
  const open = skipSpace(text, equals + 1)
  const quote = text[open]
  if (text[equals] !== '=' || (quote !== '"' && quote !== "'")) return undefined
  const close = text.indexOf(quote, open + 1)
  const value = close < 0 ? undefined : plain(text.slice(open + 1, close))
  return value === undefined ? undefined : { name, value, end: close + 1 }
}

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The value of an attribute without its references; `undefined` where it has one that is not allowed, or a `<`. */
function plain(value: string): string | undefined {
  if (value.includes('<')) return undefined
  if (!value.includes('&')) return value
  let isSound = true
  const text = value.replace(
    /&(?:(amp|lt|gt|quot|apos);|#(\d{1,7});|#x([\da-fA-F]{1,6});)?/g,
    (_match, name?: keyof typeof NAMED, decimal?: string, hexadecimal?: string) => {
      if (name !== undefined) return NAMED[name]
      // Not a number where there is neither.
      const point = Number(decimal ?? `0x${hexadecimal}`)
      return isCharacter(point) ? String.fromCodePoint(point) : refuse()
    },
  )
  function refuse(): string {
    isSound = false
    return ''
  }
  return isSound ? text : undefined
}

/** Whether XML 1.0 (section 2.2) allows a character. */
function isCharacter(point: number): boolean {
  if (point < SPACE) return point === 9 || point === 10 || point === 13
  return point <= 0xd7ff || (point >= 0xe000 && point <= 0xfffd) || (point >= 0x10000 && point <= 0x10ffff)
}

/** The reference shows groups in one group; properties are not nested deeper than this. */
const DEEPEST = 32

// A property as servers write it. Sticky, and each part ends where the next begins, so that it takes linear time.
const PLAIN = /<property name="([^"<&]*)" value="([^"<&]*)" ?\/>\s*/y

const FORM = 'this is not the XML of properties'

/**
 * Properties as XML: `<prop-group><prop-group name="image"><property name="width" value="100"/>…`, where the names of groups and
 * properties are joined by dots. A declaration and comments are passed over. A document type, entities other than the five of
 * XML 1.0, other processing instructions, CDATA, text and other elements are refused: nothing is ever expanded or fetched.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Properties”, “XML properties”
 */
export function readXmlProperties(text: string): ReadProperties {
  const properties: Record<string, unknown> = {}
  /** What the names in each open group begin with. */
  const prefixes: string[] = []
  let isOver = false
  let at = skipSpace(text, skipDeclaration(text, skipSpace(text, 0)))
  while (at < text.length) {
    const prefix = prefixes.at(-1)
    if (prefix !== undefined) at = readPlainly(text, at, prefix, properties)
    const tag = readTag(text, at)
    if (tag === undefined) return problemAt(FORM, text, at)
    const { kind, name, value, end } = tag
    if (kind !== 'comment') {
      const isGroup = kind === 'open' || kind === 'empty'
      const isMisplaced = isOver || (prefix === undefined && !isGroup) || (isGroup && prefixes.length === DEEPEST)
      if (isMisplaced) return problemAt(FORM, text, at)
      if (kind === 'property') setProperty(properties, prefix + name, value)
      else if (kind === 'open') prefixes.push((prefix ?? '') + (name === '' ? '' : `${name}.`))
      else if (kind === 'close') prefixes.pop()
      isOver = prefixes.length === 0
    }
    at = skipSpace(text, end)
  }
  return isOver ? { properties } : problemAt('this breaks off', text, at)
}

/** Sets the properties that are written as servers write them from `from` on, and gives where they end. */
function readPlainly(text: string, from: number, prefix: string, properties: Record<string, unknown>): number {
  PLAIN.lastIndex = from
  let end = from
  for (let plain = match(PLAIN, text); plain !== null; plain = match(PLAIN, text)) {
    setProperty(properties, prefix + plain[1], plain[2])
    end = PLAIN.lastIndex
  }
  return end
}
