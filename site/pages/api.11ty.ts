/** The list of the entries of the package, each with what it exports. */
import { html } from '../build/html.js'
import { layout } from '../build/layout.js'
import { renderInline } from '../build/markdown.js'
import type { Scripts } from '../build/scripts.js'
import { siteEnglish } from '../data/languages.js'
import type { EntryReference } from '../data/reference.js'

export const data = { permalink: 'api/index.html' }

interface Data {
  readonly reference: readonly EntryReference[]
  readonly scripts: Scripts
}

export function render({ reference, scripts }: Data): string {
  const items = reference.map(({ specifier, slug, text, exports }) => {
    const names = exports.map(
      ({ name }, index) => html`${index > 0 && ', '}<a href="${slug}/#${name}"><code>${name}</code></a>`,
    )
    return html`<dt><a href="${slug}/"><code>${specifier}</code></a></dt><dd><p>${renderInline(text)}</p><p class="quiet">${names}</p></dd>\n`
  })
  return layout({
    language: siteEnglish,
    path: 'api/',
    title: 'The entries of the package',
    description: 'Everything that the package exports, entry by entry.',
    main: html`<h1>The entries of the package</h1>\n<dl class="list">${items}</dl>`,
    scripts,
    section: 'reference',
  })
}
