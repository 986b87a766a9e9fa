/** Draws failures by code and over time: bars of SVG, each beside or below its number. */
import { type Child, element } from '../dom.js'
import type { Result } from './messages.js'

const SVG = 'http://www.w3.org/2000/svg'

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

function picture(width: number, height: number, shapes: readonly SVGElement[]): SVGElement {
  const made = shape('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' })
  made.append(...shapes)
  return made
}

/** A table of codes, each with a bar as long as its part of the most frequent. */
export function byCode(codes: Result['codes'], caption: string): HTMLElement {
  const most = codes[0]?.[1] ?? 1
  const rows = codes.map(([code, count]) =>
    element(
      'tr',
      {},
      Object.assign(element('th', {}, element('code', {}, code)), { scope: 'row' }),
      element('td', {}, picture(100, 10, [shape('rect', { width: (100 * count) / most, height: 10 })])),
      element('td', { className: 'number' }, count.toLocaleString(document.documentElement.lang)),
    ),
  )
  return element('table', { className: 'chart' }, element('caption', {}, caption), element('tbody', {}, ...rows))
}

/** A bar for each span of time, and when the first begins and the last ends. */
export function overTime({ from, to, counts }: NonNullable<Result['times']>, caption: string): HTMLElement {
  const most = Math.max(...counts)
  const bars = counts.map((count, index) => {
    const height = (100 * count) / most
    return shape('rect', { x: index * 10, y: 100 - height, width: 9, height })
  })
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'medium' })
  const ends: readonly Child[] = [
    element('span', {}, format.format(from)),
    element('span', {}, `↑ ${most.toLocaleString(document.documentElement.lang)}`),
    element('span', {}, format.format(to)),
  ]
  return element(
    'figure',
    { className: 'times' },
    element('figcaption', {}, caption),
    picture(counts.length * 10, 100, bars),
    element('div', { className: 'ends' }, ...ends),
  )
}
