/** Writes properties in the four syntaxes that `req=` can ask for. */

import type { PropertyEncoding, PropertyFormat } from './request-types.js'
import { writeXmlProperties } from './write-xml-properties.js'

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
 * Properties as an answer has them. The syntaxes: https://experienceleague.adobe.com/docs/dynamic-media-developer-resources,
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
