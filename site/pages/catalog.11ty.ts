/** The catalog in every language: all codes as a list, which a script filters and searches. */
import type { Explanation } from '../../src/explain/index.js'
import { type Html, html } from '../build/html.js'
import { layout } from '../build/layout.js'
import type { Scripts } from '../build/scripts.js'
import {
  categoryOf,
  codes,
  deliveryOf,
  explained,
  marked,
  retryOf,
  type Sender,
  senderOf,
  senders,
} from '../data/codes.js'
import { languageOf, type SiteLanguage, type TextName } from '../data/languages.js'

export const data = {
  pagination: { data: 'tags', size: 1, alias: 'tag', addAllPagesToCollections: false },
  permalink: ({ tag }: { readonly tag: string }) => `${tag}/index.html`,
}

export function render({ tag, scripts }: { readonly tag: string; readonly scripts: Scripts }): string {
  const language = languageOf(tag)
  const { texts, words } = language
  const all = codes.map((code) => explained(code, language))
  const sections = senders.map((sender) =>
    section(
      sender,
      all.filter((each) => senderOf(each) === sender),
      language,
    ),
  )
  return layout({
    language,
    path: `${tag}/`,
    title: texts.home,
    description: texts.homeLead,
    main: html`<h1>${texts.home}</h1>
<p class="lead">${texts.homeLead} <a href="decode/">${texts.pasteLead}</a></p>
${searchForm(all, language)}
<p class="legend"><span class="own">~</span> ${words.legend} · ${texts.documented}</p>
<p id="none" hidden>${texts.none}</p>
${sections}`,
    inLanguages: '',
    script: 'catalog',
    scripts,
    section: 'codes',
  })
}

function searchForm(all: readonly Explanation[], language: SiteLanguage): Html {
  const { texts } = language
  const values = (of: (each: Explanation) => readonly string[]): readonly string[] => [...new Set(all.flatMap(of))]
  const filters: readonly (readonly [
    name: string,
    label: TextName,
    options: readonly (readonly [string, string])[],
  ])[] = [
    ['category', 'category', values(({ category }) => [category]).map((each) => [each, categoryOf(each, language)])],
    ['delivery', 'delivery', (['immediate', 'deferred', 'either'] as const).map((each) => [each, texts[each]])],
    [
      'retry',
      'retry',
      (['never', 'after-fix', 'after-sign-in', 'later'] as const).map((each) => [each, retryOf(each, language)]),
    ],
    ['resource', 'resource', [...values(({ resources }) => resources)].sort().map((each) => [each, each])],
  ]
  const selects = filters.map(
    ([name, label, options]) =>
      html`<label>${texts[label]} <select name="${name}"><option value="">${texts.all}</option>${options.map(
        ([value, text]) => html`<option value="${value}">${text}</option>`,
      )}</select></label>\n`,
  )
  return html`<form class="scripted search" id="search" role="search" data-sentences="sentences.json" data-found="${texts.found}">
<label class="wide">${texts.search} <input type="search" name="q" placeholder="${texts.searchHint}" autocomplete="off" autocapitalize="none" spellcheck="false" aria-keyshortcuts="/"></label>
${selects}<p class="count"><output id="count"></output> <button type="reset">${texts.reset}</button></p>
</form>`
}

const headings: Readonly<Record<Sender, string | TextName>> = {
  code: 'Reactor API',
  gateway: 'gateway',
  ims: 'ims',
  images: 'Image Serving, Image Rendering',
}

function section(sender: Sender, explanations: readonly Explanation[], language: SiteLanguage): Html {
  const heading = headings[sender]
  const title = heading === 'gateway' || heading === 'ims' ? language.texts[heading] : heading
  return html`<section aria-labelledby="from-${sender}">
<h2 id="from-${sender}">${title}</h2>
<ul class="codes">
${explanations.map((each) => row(each, language))}</ul>
</section>
`
}

function row(each: Explanation, language: SiteLanguage): Html {
  const { code, title, status, category, delivery, retry, resources } = each
  return html`<li data-code="${code}" data-category="${category}" data-delivery="${delivery}" data-retry="${retry}" data-resource="${resources.join(' ')}"><a href="${code}/"><code>${code}</code> <span class="title">${title}</span></a> <span class="facts">${marked(each, 'status', String(status))} · ${marked(each, 'delivery', deliveryOf(delivery, language))} · ${marked(each, 'retry', retryOf(retry, language))}</span></li>
`
}
