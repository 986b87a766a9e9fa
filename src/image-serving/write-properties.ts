/** Writes properties in the four syntaxes that `req=` can ask for. */
import type { PropertyEncoding, PropertyFormat } from './services.js'

/** What is written besides the properties. */
export interface PropertyWriting {
  readonly format: PropertyFormat
  /** The encoding that XML says it is in. */
  readonly encoding: PropertyEncoding
  /** The function that JSON is handed to: letters from A to Z and digits. */
  readonly handler: string
  /** The second argument of that function. */
  readonly id: string
  /** What the first line of text says: `OK` for a success, as documented; for an error that is a reading. */
  readonly heading: 'OK' | 'ERROR'
  /** What the second line of text says. */
  readonly now: Date
}

/** Properties by their dotted names. */
export type WrittenProperties = Readonly<Record<string, string>>

/** The media types of the syntaxes (reference of `req=`); that of JSON is a script's, since it is called. */
export const propertyTypes: Readonly<Record<PropertyFormat, string>> = {
  text: 'text/plain',
  javascript: 'text/javascript',
  xml: 'text/xml',
  json: 'text/javascript',
}

/**
 * Properties as a response has them. The syntaxes: https://experienceleague.adobe.com/docs/dynamic-media-developer-resources,
 * “Properties”. None can be left by what a value says: not a line of text, a string of a script, an attribute of XML, or the
 * `<script>` that a page may copy a script into.
 */
export function writeProperties(properties: WrittenProperties, writing: PropertyWriting): string {
  switch (writing.format) {
    case 'text':
      return writeText(properties, writing)
    case 'javascript':
      return Object.entries(properties)
        .map(([name, value]) => `${name}='${scriptText(value)}'\n`)
        .join('')
    case 'xml':
      return writeXmlProperties(properties, writing.encoding)
    case 'json':
      return `/*jsonp*/${writing.handler}(${scriptJson(properties)},${scriptJson(writing.id)});`
  }
}

function writeText(properties: WrittenProperties, { heading, now }: PropertyWriting): string {
  const lines = Object.entries(properties).map(([name, value]) => `${name}=${propertyText(value)}\n`)
  return `#S7Z ${heading}\n#${javaDate(now)}\n${lines.join('')}`
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  ':': '\\:',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
}

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** As Java's properties have it: ASCII, and space and quotes that stand at an end escaped, where they would not count. */
function propertyText(value: string): string {
  return value
    .replace(/[\\:\n\t\r]|[^ -~]/g, (character) => shortEscapes[character] ?? unicode(character))
    .replace(/^[ "']|[ "']$/g, unicode)
}

/** As a date of Java prints: `Mon Jul 25 17:28:32 UTC 2014`. */
function javaDate(date: Date): string {
  const [day, number, month, year, time] = date.toUTCString().replace(',', '').split(' ')
  return `${day} ${month} ${number} ${time} UTC ${year}`
}

/** In single quotes, of which one in the value stands doubled. All else that could end the string or the script is escaped. */
const scriptText = (value: string): string =>
  value
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")
    .replaceAll('\n', '\\n')
    .replace(/[\r\u2028\u2029<]|\p{Surrogate}/gu, unicode)

/** JSON that a script can hold: JavaScript of old ends lines where JSON does not, and pages end scripts at `</script`. */
const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/[\u2028\u2029<]/g, unicode)

/** Properties as XML: a group of groups, one for each object, named by what stands before the last dot of its properties' names. */
export function writeXmlProperties(properties: Readonly<Record<string, string>>, encoding: PropertyEncoding): string {
  const groups = new Map<string, string[]>()
  for (const [name, value] of Object.entries(properties)) {
    const dot = name.lastIndexOf('.')
    const group = name.slice(0, Math.max(0, dot))
    const line = `<property name="${escaped(name.slice(dot + 1))}" value="${escaped(value)}"/>\n`
    const lines = groups.get(group)
    if (lines === undefined) groups.set(group, [line])
    else lines.push(line)
  }
  const body = [...groups].map(
    ([name, lines]) => `<prop-group name="${escaped(name)}">\n${lines.join('')}</prop-group>\n`,
  )
  return `<?xml version="1.0" encoding="${encoding}"?>\n<prop-group>\n${body.join('')}</prop-group>\n`
}

/** What stands in XML for the characters of its own (XML 1.0, section 4.6). */
export const xmlReferences: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

const references: Readonly<Record<string, string>> = {
  ...xmlReferences,
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

/** Text for an attribute; what XML 1.0 has no character for (section 2.2) becomes U+FFFD. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot say.
  return text.replace(/[&<>"'\0-\x1f\ufffe\uffff]|\p{Surrogate}/gu, (character) => references[character] ?? '\ufffd')
}

/** XML as bytes. UTF-16 begins with a byte order mark; what ISO-8859-1 has no byte for becomes a reference. */
export function encodeXml(text: string, encoding: PropertyEncoding): Uint8Array<ArrayBuffer> {
  switch (encoding) {
    case 'UTF-8':
      return new TextEncoder().encode(text)
    case 'UTF-16':
      return units(`\ufeff${text}`, false)
    case 'UTF-16BE':
      return units(text, false)
    case 'UTF-16LE':
      return units(text, true)
    case 'ISO-8859-1':
      return bytes(text.replace(/[^\0-\xff]/gu, (character) => `&#${character.codePointAt(0)};`))
  }
}

function units(text: string, isLittleEndian: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittleEndian)
  return new Uint8Array(view.buffer)
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const encoded = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) encoded[at] = text.charCodeAt(at)
  return encoded
}
