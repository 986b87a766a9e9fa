/** The root of the site: the choice of a language, which a script makes where the browser knows one. */

import { html } from '../build/html.js'
import { layout } from '../build/layout.js'
import type { Scripts } from '../build/scripts.js'
import { languages, siteEnglish } from '../data/languages.js'

export const data = { permalink: 'index.html' }

export function render({ scripts }: { readonly scripts: Scripts }): string {
  const items = languages.map(
    ({ tag, name }) => html`<li><a lang="${tag}" hreflang="${tag}" href="${tag}/">${name}</a></li>`,
  )
  const { home, homeLead } = siteEnglish.texts
  return layout({
    language: siteEnglish,
    path: '',
    title: home,
    description: homeLead,
    main: html`<h1>${home}</h1>\n<p>${homeLead}</p>\n<ul id="languages">${items}</ul>`,
    script: 'root',
    scripts,
    inLanguages: '',
    section: 'language',
  })
}
