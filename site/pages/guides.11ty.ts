/** The list of the guides. */
import { html } from '../build/html.js'
import { layout } from '../build/layout.js'
import type { Scripts } from '../build/scripts.js'
import { guides } from '../data/guides.js'
import { siteEnglish } from '../data/languages.js'

export const data = { permalink: 'guides/index.html' }

export function render({ scripts }: { readonly scripts: Scripts }): string {
  const items = guides.map(
    ({ name, title, description }) => html`<dt><a href="${name}/">${title}</a></dt><dd>${description}</dd>\n`,
  )
  return layout({
    language: siteEnglish,
    path: 'guides/',
    title: siteEnglish.texts.guides,
    description: 'One page per person, and the reference of entries and codes.',
    main: html`<h1>${siteEnglish.texts.guides}</h1>\n<dl class="list">${items}</dl>`,
    scripts,
    section: 'guides',
  })
}
