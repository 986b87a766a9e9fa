/** Image Serving: reading properties, against `JSON.parse` of the same data. */
import { pick, variants } from './documents.js'
import { built } from './packages.js'
import { heading, table } from './table.js'

const { parseProperties } = await built<typeof import('../src/image-serving/index.js')>('image-serving')

const names = ['width', 'height', 'resPixels', 'iccProfile', 'expiration', 'modifier', 'isDefault', 'pixTyp']
const groups = ['image', 'catalogRecord', 'metadata']

/** Properties in each syntax, and as the JSON that `JSON.parse` takes. */
function propertyTexts(count: number, variant: number) {
  const entries = Array.from({ length: count }, (_, place) => {
    const name = `${names[place % names.length]}${place < names.length * groups.length ? '' : place}`
    const value = place % 3 === 0 ? 'sRGB IEC61966-2.1' : String(place * 7 + variant)
    return { group: groups[Math.floor((place * groups.length) / count)] ?? '', name, value }
  })
  const lines = (write: (name: string, value: string) => string) =>
    entries.map(({ group, name, value }) => write(`${group}.${name}`, value)).join('\n')
  const members = (wanted: string) =>
    entries
      .filter(({ group }) => group === wanted)
      .map(({ name, value }) => `<property name="${name}" value="${value}"/>\n`)
      .join('')
  const data = JSON.stringify(Object.fromEntries(entries.map(({ group, name, value }) => [`${group}.${name}`, value])))
  return {
    data,
    json: `/*jsonp*/s7jsonResponse(${data},"${variant}");`,
    text: `#S7Z OK\n#Mon Jul 25 17:28:32 PDT 2014\n${lines((name, value) => `${name}=${value}`)}\n`,
    javascript: `${lines((name, value) => `${name}='${value}'`)}\n`,
    xml: `<?xml version="1.0" encoding="UTF-8"?>\n<prop-group>\n${groups
      .map((group) => `<prop-group name="${group}">\n${members(group)}</prop-group>\n`)
      .join('')}</prop-group>\n`,
  }
}

/** Answers of the usual size, and long ones. */
export function benchProperties(): void {
  for (const count of [24, 2000]) {
    const texts = Array.from({ length: variants }, (_, variant) => propertyTexts(count, variant))
    heading(`Read ${count} properties, against JSON.parse`)
    table(
      { name: 'JSON.parse', work: (i) => JSON.parse(pick(texts, i).data) },
      (['json', 'text', 'javascript', 'xml'] as const).map((format) => ({
        name: `parseProperties, ${format}`,
        work: (i: number) => parseProperties(pick(texts, i)[format]),
      })),
    )
  }
}
