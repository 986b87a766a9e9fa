/** Reads properties that are written as XML: exactly the elements of that form, and no other XML. */
import { match, problemAt, type ReadProperties, setProperty } from './property-list.js'
import { readTag, skipDeclaration, skipSpace } from './xml-tag.js'

/** The reference shows groups in one group; what is nested deeper than this is no property answer. */
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
