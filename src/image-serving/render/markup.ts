/** Makes text safe for the engine that draws it, which reads markup. */

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** What fonts have no shape for: controls, what has no character, and what lies beyond the Basic Multilingual Plane. */
const shapeless = /[^\P{C}\p{Cf}\n\t]|[\u{10000}-\u{10ffff}]/gu

/**
 * Markup of Pango that shows `text` as it is, in one colour, with nothing but the font that was chosen: no font of the machine steps
 * in, so that pictures are the same everywhere.
 *
 * @see https://docs.gtk.org/Pango/pango_markup.html
 */
export function markupOf(text: string, color: string): string {
  const shown = text.replace(/\r\n?/g, '\n').replace(shapeless, '\ufffd')
  const escaped = shown.replace(/[&<>"']/g, (character) => references[character] as string) // One of its keys.
  return `<span foreground="${color}" fallback="false" insert_hyphens="false">${escaped}</span>`
}
