/** Writes properties as XML, and XML in the encodings that `req=` can ask for. */
import type { PropertyEncoding } from './request-types.js'

/** Properties as XML: a group of groups, one for each object, named by what stands before the last dot of its properties' names. */
export function writeXmlProperties(properties: Readonly<Record<string, string>>, encoding: PropertyEncoding): string {
  const groups = new Map<string, string[]>()
  for (const [name, value] of Object.entries(properties)) {
    const dot = name.lastIndexOf('.')
    const group = name.slice(0, Math.max(0, dot))
    const line = `<property name="${escaped(name.slice(dot + 1))}" value="${escaped(value)}"/>\n`
    groups.set(group, [...(groups.get(group) ?? []), line])
  }
  const body = [...groups].map(
    ([name, lines]) => `<prop-group name="${escaped(name)}">\n${lines.join('')}</prop-group>\n`,
  )
  return `<?xml version="1.0" encoding="${encoding}"?>\n<prop-group>\n${body.join('')}</prop-group>\n`
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
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
