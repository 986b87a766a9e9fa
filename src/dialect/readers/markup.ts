/** Reads what pages and XML say: the title of a page, and the elements in which services write why. */
import { once } from '../../jsonapi/once.js'

/** No more of a text is looked at. */
const LONGEST = 65_536

/** The text of the page's own title, headline, or else first paragraph, without markup; `undefined` where there is none. */
export function pageText(html: string): string | undefined {
  const texts = new Map<string, string>()
  for (const { name, text } of elements(html)) if (!texts.has(name) && text !== '') texts.set(name, text)
  const said = ['title', 'h1', 'pre', 'h2', 'p'].flatMap((name) => texts.get(name) ?? [])
  // Frameworks call their page “Error”, and say more below.
  return said.find((text) => !/^error$/i.test(text)) ?? said[0]
}

/** A leaf of the text: an element that a page says something in, and all its text. */
interface Element {
  readonly name: string
  readonly text: string
}

/** In these is no text of the page. */
const HIDDEN: ReadonlySet<string> = new Set([
  'svg',
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'textarea',
  'math',
])
const SPOKEN: ReadonlySet<string> = new Set(['title', 'h1', 'h2', 'pre', 'p'])

function* elements(html: string): Generator<Element> {
  let open: string | undefined
  let text = ''
  for (const { kind, name, content } of tokens(html, HIDDEN)) {
    if (kind === 'text') text += content
    else if (kind === 'open' && SPOKEN.has(name) && (open === undefined || open === 'p')) [open, text] = [name, '']
    else if (kind === 'close' && name === open) {
      yield { name, text: decodeEntities(text).replace(/\s+/g, ' ').trim() }
      open = undefined
    } else text += ' '
  }
}

interface Token {
  readonly kind: 'open' | 'close' | 'empty' | 'text'
  /** Of a tag, in lower case. */
  readonly name: string
  /** Of a text, as it is written; of a tag, as its name is written. */
  readonly content: string
}

/** The tags and texts of markup. Comments, declarations and what stands in `hidden` elements are passed over. One pass. */
function* tokens(markup: string, hidden: ReadonlySet<string>): Generator<Token> {
  const text = markup.slice(0, LONGEST)
  const lower = text.toLowerCase()
  let at = 0
  while (at < text.length) {
    const start = text.indexOf('<', at)
    if (start < 0) return yield { kind: 'text', name: '', content: text.slice(at) }
    if (start > at) yield { kind: 'text', name: '', content: text.slice(at, start) }
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
      if (kind === 'open' && hidden.has(name)) {
        const close = lower.indexOf(`</${name}`, at)
        at = close < 0 ? text.length : close
      } else yield { kind, name, content }
    }
  }
}

function endOf(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? text.length : at + end.length
}

/** The names of U+00A0 to U+00FF. */
const LATIN = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave \
Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth \
ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`
const entities = /* @__PURE__ */ once(
  () =>
    new Map([
      ...LATIN.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
      ...([
        ...[
          ['amp', '&'],
          ['lt', '<'],
          ['gt', '>'],
          ['quot', '"'],
          ['apos', "'"],
          ['ndash', '–'],
          ['mdash', '—'],
        ],
        ...[
          ['lsquo', '‘'],
          ['rsquo', '’'],
          ['ldquo', '“'],
          ['rdquo', '”'],
          ['bull', '•'],
          ['hellip', '…'],
          ['euro', '€'],
        ],
        ...[
          ['trade', '™'],
          ['rarr', '→'],
          ['larr', '←'],
          ['lsaquo', '‹'],
          ['rsaquo', '›'],
          ['sbquo', '‚'],
          ['bdquo', '„'],
        ],
      ] as [string, string][]),
    ]),
)

/** `text` with its character references replaced by what they stand for; those that nobody knows stay. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z\d]{2,8}));/g, (all, decimal, hex, name) => {
    if (name !== undefined) return entities().get(name) ?? all
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    // As HTML has it: these are taken for those of Windows.
    if (code >= 0x80 && code < 0xa0) return new TextDecoder('windows-1252').decode(Uint8Array.of(code))
    return code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\uFFFD'
  })
}

/** Deeper elements are passed over. */
const DEEPEST = 10

/** An XML document as an object: elements by their names without prefixes, texts as strings; of several of one name a list. */
export function xmlMembers(xml: string): { readonly name: string; readonly value: unknown } | undefined {
  const root: Node = { name: '', members: new Map(), text: '' }
  const open = [root]
  let beyond = 0
  for (const { kind, name, content } of tokens(xml, new Set())) {
    const parent = open.at(-1) ?? root
    if (kind === 'text') parent.text += content
    else if (kind === 'close') {
      if (beyond > 0) beyond--
      else if (open.length > 1 && name === parent.name) open.pop()
    } else if (open.length > DEEPEST) beyond += kind === 'open' ? 1 : 0
    else {
      const node: Node = { name, members: new Map(), text: '' }
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
    if (members.size === 0) return decodeEntities(text).trim()
    return Object.fromEntries([...members].map(([name, inner]) => [name, contentOf(inner)]))
  })
  return values.length === 1 ? values[0] : values
}
