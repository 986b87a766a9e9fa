/** The reference of one entry: every export with its declaration and its docstring. */
import { highlight } from '../build/highlight.js'
import { html } from '../build/html.js'
import { layout } from '../build/layout.js'
import { renderInline, renderMarkdown } from '../build/markdown.js'
import type { Scripts } from '../build/scripts.js'
import { siteEnglish } from '../data/languages.js'
import type { EntryReference } from '../data/reference.js'

export const data = {
  pagination: { data: 'reference', size: 1, alias: 'entry', addAllPagesToCollections: false },
  permalink: ({ entry }: { readonly entry: EntryReference }) => `api/${entry.slug}/index.html`,
}

interface Data {
  readonly entry: EntryReference
  readonly reference: readonly EntryReference[]
  readonly scripts: Scripts
}

export function render({ entry, reference, scripts }: Data): string {
  const { specifier, slug, text, exports } = entry
  // Names lead to the entry itself where it exports them, else to the first that does.
  const places = new Map([...reference].reverse().flatMap((each) => each.exports.map(({ name }) => [name, each.slug])))
  for (const { name } of exports) places.set(name, slug)
  const sections = exports.map(({ name, kind, declaration, text: docs, see }) => {
    const linkOf = (other: string): string | undefined => {
      const place = places.get(other)
      return other === name || place === undefined ? undefined : `${place === slug ? '' : `../${place}/`}#${other}`
    }
    const sources = see.map(
      (each) => html`<p class="quiet">${renderInline(`See ${each.replace(/^(https?:[^\s,]+)/, '<$1>')}`)}</p>`,
    )
    return html`<section aria-labelledby="${name}">
<h2 id="${name}"><a href="#${name}"><code>${name}</code></a> <span class="quiet">${kind}</span></h2>
${renderMarkdown(docs)}${sources}
${highlight(declaration, 'typescript', linkOf)}
</section>
`
  })
  return layout({
    language: siteEnglish,
    path: `api/${slug}/`,
    title: specifier,
    description: text.replaceAll('`', '').replace(/\s+/g, ' '),
    main: html`<h1><code>${specifier}</code></h1>
<p class="lead">${renderInline(text)}</p>
${sections}
<p class="more"><a href="../">${siteEnglish.texts.reference}</a></p>`,
    scripts,
    section: 'reference',
  })
}
