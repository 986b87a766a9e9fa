/** Reads what pages and XML say: the title of a page, and the elements in which services write why. */
import { cutText } from '../../failure/cut-text.js'
import { once } from '../../jsonapi/once.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { ofWindows } from '../decode.js'

/** No more of a page is looked at. */
const LONGEST = 65_536
/** No more of one text in a page is looked at to tell whether it says more than the status. */
const LONGEST_SAID = 1000

/**
 * What a page says, without markup: its own title, or its headline, a paragraph, or other text below, where the title says no more
 * than the HTTP status does: “502 Bad Gateway”, “Error”. `undefined` where there is nothing.
 */
export function pageText(html: string): string | undefined {
  return textOf(elements(html, HIDDEN)) ?? textOf(elements(html, UNSEEN))
}

function textOf(all: readonly Element[]): string | undefined {
  const said = all.filter(({ text }) => text !== '')
  const first = SPOKEN.flatMap((name) => said.find((each) => each.name === name) ?? [])
  const isBelow = ({ name }: Element) => name === 'p' || name === LOOSE
  const inOrder = [...first.filter((each) => !isBelow(each)), ...said.filter(isBelow)]
  const title = first.find(({ text }) => !/^error$/i.test(text)) ?? first[0]
  if (title !== undefined && saysMore(title.text, FEW)) return title.text
  return (inOrder.find(({ text }) => saysMore(text, SOME)) ?? title)?.text
}

/** How many letters a title has to have beside those that only name a status. */
const FEW = 1
/** How many letters other text has to have. */
const SOME = 12
// What pages say of every failure alike, and the names of servers: nginx/1.27.0.
const STATUS_WORDS =
  /\b(?:https?|status|errors?|codes?|type|reports?|server|access denied|temporarily|time-out)\b|^[\w.-]+\/v?\d.*/gi

/** Whether a text says more than that a request failed, and with which status, in at least `least` letters. */
function saysMore(text: string, least: number): boolean {
  let left = text.slice(0, LONGEST_SAID)
  for (let status = 400; status < 520; status++) {
    const phrase = reasonPhrase(status)
    if (phrase !== undefined && left.toLowerCase().includes(phrase.toLowerCase())) {
      left = left.toLowerCase().replaceAll(phrase.toLowerCase(), '')
    }
  }
  return left.replace(STATUS_WORDS, '').replace(/[^\p{L}]/gu, '').length >= least
}

/** A leaf of the text: an element that a page says something in, and all its text; or text outside of all such. */
interface Element {
  readonly name: string
  readonly text: string
}

/** In these is no text of the page. */
const UNSEEN: readonly string[] = ['svg', 'script', 'style', 'template', 'textarea', 'math']
/** Nor in these, where there is any: firewalls block with a page that has nothing but a frame, and their text in it. */
const HIDDEN: readonly string[] = [...UNSEEN, 'noscript', 'iframe']
/** In these pages say what it is about, the best first. */
const SPOKEN: readonly string[] = ['title', 'h1', 'pre', 'h2', 'p']
const LOOSE = ''
/** These do not end what is said. */
const INLINE = /^(?:a|b|i|u|em|strong|span|code|ins|small|font|abbr|kbd|tt)$/

function elements(html: string, hidden: readonly string[]): readonly Element[] {
  const found: Element[] = []
  let open = LOOSE
  let text = ''
  const end = (next: string): void => {
    found.push({ name: open, text: decodeEntities(text).replace(/\s+/g, ' ').trim() })
    open = next
    text = ''
  }
  for (const { kind, name, content } of tokens(html, hidden)) {
    if (kind === 'text') text += content
    // A paragraph ends where another element begins that says something.
    else if (kind === 'open' && SPOKEN.includes(name) && (open === LOOSE || open === 'p')) end(name)
    else if (open === LOOSE ? !INLINE.test(name) : kind === 'close' && name === open) end(LOOSE)
    else text += ' '
  }
  // A title that does not end is none.
  if (open === LOOSE || open === 'p') end(LOOSE)
  return found
}

interface Token {
  readonly kind: 'open' | 'close' | 'empty' | 'text'
  /** Of a tag, in lower case. */
  readonly name: string
  /** Of a text, as it is written; of a tag, as its name is written. */
  readonly content: string
  /** All of a tag. */
  readonly tag?: string
}

/** The tags and texts of markup. Comments, declarations and what stands in `hidden` elements are passed over. One pass. */
function* tokens(markup: string, hidden: readonly string[]): Generator<Token> {
  const text = cutText(markup, LONGEST)
  const lower = text.toLowerCase()
  let at = 0
  while (at < text.length) {
    const start = text.indexOf('<', at)
    if (start < 0) return yield { kind: 'text', name: '', content: text.slice(at) }
    yield { kind: 'text', name: '', content: text.slice(at, start) }
    if (text.startsWith('<![CDATA[', start)) {
      at = endOf(text, ']]>', start)
      yield { kind: 'text', name: '', content: text.slice(start + 9, at - 3).replaceAll('&', '&amp;') }
    } else if (text.startsWith('<!--', start)) {
      at = endOf(text, '-->', start)
    } else {
      at = endOf(text, '>', start)
      const [, slash, content = ''] = /^<(\/?)([a-z][^\s/>]{0,60})/i.exec(text.slice(start, start + 64)) ?? []
      const name = content.toLowerCase()
      if (name === '') continue
      const kind = slash ? 'close' : text[at - 2] === '/' ? 'empty' : 'open'
      if (kind === 'open' && hidden.includes(name)) {
        const close = lower.indexOf(`</${name}`, at)
        at = close < 0 ? text.length : close
      } else yield { kind, name, content, tag: text.slice(start, at) }
    }
  }
}

function endOf(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? text.length : at + end.length
}

/** The names of U+00C0 to U+00DF. */
const LATIN = `Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave \
Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
Yacute THORN szlig`
/** Other names that texts of errors use, each with its character behind it. */
const SIGNS = `nbsp\u00a0 copy© reg® laquo« raquo» sect§ deg° middot· iquest¿ iexcl¡ amp& lt< gt> quot" apos' ndash– mdash— lsquo‘ rsquo’ ldquo“ \
rdquo” bull• hellip… euro€ trade™ rarr→ larr← bdquo„`
const entities = /* @__PURE__ */ once(() => {
  const names = LATIN.split(' ').map((name, index) => [name, String.fromCharCode(0xc0 + index)] as const)
  const small = names.map(([name, letter]) => [name.toLowerCase(), letter.toLowerCase()] as const)
  // `times` and `szlig` are no capitals, and stay what they are.
  return new Map([...small, ...names, ...SIGNS.split(' ').map((sign) => [sign.slice(0, -1), sign.slice(-1)] as const)])
})

/** `text` with its character references replaced by what they stand for; those that nobody knows stay. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z\d]{2,8}));/g, (all, decimal, hex, name) => {
    if (name !== undefined) return entities().get(name) ?? all
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    // As HTML has it: these are taken for those of Windows.
    if (code >= 0x80 && code < 0xa0) return ofWindows(String.fromCharCode(code))
    return code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\uFFFD'
  })
}

/** Deeper elements are passed over. */
const DEEPEST = 10

// Up to the mark that it began with.
const ATTRIBUTE = /\s([A-Za-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The attributes of a tag as members; not those with a prefix, nor what XML and Rails say of how to read it. */
function attributesIn(tag: string): Map<string, Node[]> {
  const found = new Map<string, Node[]>()
  for (const [, name = '', one, other = ''] of tag.matchAll(ATTRIBUTE)) {
    const isAbout = /^(?:xmlns|type|version|encoding)$/.test(name)
    if (!isAbout) found.set(name, [{ name, members: new Map(), text: one ?? other }])
  }
  return found
}

/**
 * An XML document as an object: elements by their names without prefixes, and attributes; texts as strings, beside attributes as
 * `text`; of several of one name a list.
 */
export function xmlMembers(xml: string): { readonly name: string; readonly value: unknown } | undefined {
  const root: Node = { name: '', members: new Map(), text: '' }
  const open: Node[] = []
  let beyond = 0
  for (const { kind, name, content, tag = '' } of tokens(xml, [])) {
    const parent = open.at(-1) ?? root
    if (kind === 'text') parent.text += content
    else if (kind === 'close') {
      if (beyond > 0) beyond--
      else if (name === parent.name) open.pop()
    } else if (open.length >= DEEPEST) beyond += kind === 'open' ? 1 : 0
    else {
      const node: Node = { name, members: attributesIn(tag), text: '' }
      const local = content.slice(content.indexOf(':') + 1)
      const namesakes = parent.members.get(local)
      if (namesakes === undefined) parent.members.set(local, [node])
      else namesakes.push(node)
      if (kind === 'open') open.push(node)
    }
  }
  const [first] = root.members
  return first && { name: first[0], value: contentOf(first[1]) }
}

interface Node {
  readonly name: string
  readonly members: Map<string, Node[]>
  text: string
}

function contentOf(nodes: readonly Node[]): unknown {
  const values = nodes.map(({ members, text }) => {
    const own = decodeEntities(text).trim()
    if (members.size === 0) return own
    const inner = Object.fromEntries([...members].map(([name, nodes]) => [name, contentOf(nodes)]))
    return own === '' ? inner : { text: own, ...inner }
  })
  return values.length === 1 ? values[0] : values
}
