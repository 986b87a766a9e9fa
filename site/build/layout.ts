/** The frame of every page: head, navigation, languages. All addresses are relative, so that any folder of any server will do. */
import { languages, type SiteLanguage, siteEnglish, type TextName } from '../data/languages.js'
import { type Html, html } from './html.js'
import { type Scripts, STYLES } from './scripts.js'

/** What a page tells of itself. */
export interface Page {
  readonly language: SiteLanguage
  /** Its address below the root of the site, with a slash at its end: `ko/not-found/`; empty for the root. */
  readonly path: string
  readonly title: string
  readonly description: string
  readonly main: Html
  /** The same page in every language, where there is one: its address below that of the language. */
  readonly inLanguages?: string
  /** The address of the page as Markdown, relative to it. */
  readonly markdown?: string
  /** The name of its script. */
  readonly script?: string
  readonly scripts: Scripts
  /** Which entry of the navigation it belongs to. */
  readonly section: TextName
}

/** The address of the root of the site, if it is known: it makes the addresses for search engines absolute. */
const origin = process.env['SITE_URL']?.replace(/\/*$/, '/')

/** The way from a page to the root. */
function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1) || './'
}

/** A whole page, from the doctype on. */
export function layout(page: Page): string {
  const { language, path, title, description, main, script, scripts, markdown } = page
  const root = rootOf(path)
  const { tag, direction, texts } = language
  const absolute = (target: string): string => (origin ?? root) + target
  return html`<!doctype html>
<html lang="${tag}" dir="${direction}" data-root="${root}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · reactor-errors</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${root}${STYLES}">
<script src="${root}${scripts['theme']}"></script>
${script !== undefined && html`<script type="module" src="${root}${scripts[script]}"></script>`}
<link rel="icon" href="${root}icon.svg">
${origin !== undefined && html`<link rel="canonical" href="${origin}${path}">`}
${markdown !== undefined && html`<link rel="alternate" type="text/markdown" href="${markdown}">`}
${
  page.inLanguages !== undefined && [
    ...languages.map(
      (each) =>
        html`<link rel="alternate" hreflang="${each.tag}" href="${absolute(`${each.tag}/${page.inLanguages}`)}">\n`,
    ),
    html`<link rel="alternate" hreflang="x-default" href="${absolute(`en/${page.inLanguages}`)}">`,
  ]
}
</head>
<body>
<a class="skip" href="#main">${texts.skip}</a>
<header>
<a class="brand" href="${root}${tag}/">reactor-errors</a>
${navigation(page, root)}
<div class="tools">
${page.inLanguages !== undefined && languageMenu(page, root)}
<button type="button" class="scripted" id="theme" aria-label="${texts.theme}" title="${texts.theme}"><span aria-hidden="true">◐</span></button>
</div>
</header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`.text
}

function navigation({ section, language: { tag, texts } }: Page, root: string): Html {
  const entries: readonly (readonly [name: TextName, href: string])[] = [
    ['codes', `${tag}/`],
    ['decoder', `${tag}/decode/`],
    ['rules', 'rules/'],
    ['guides', 'guides/'],
    ['reference', 'api/'],
  ]
  const items = entries.map(([name, href]) => {
    const isForeign = tag !== siteEnglish.tag && !href.startsWith(`${tag}/`)
    return html`<li><a href="${root}${href}"${name === section && html` aria-current="true"`}${isForeign && html` hreflang="en"`}>${texts[name]}</a></li>`
  })
  return html`<nav aria-label="reactor-errors"><ul>${items}</ul></nav>`
}

function languageMenu({ language, inLanguages }: Page, root: string): Html {
  const items = languages.map(
    ({ tag, name }) =>
      html`<li><a lang="${tag}" hreflang="${tag}" href="${root}${tag}/${inLanguages}"${tag === language.tag && html` aria-current="true"`}>${name}</a></li>`,
  )
  return html`<details class="languages"><summary aria-label="${language.texts.language}: ${language.name}">${language.name}</summary><ul>${items}</ul></details>`
}
