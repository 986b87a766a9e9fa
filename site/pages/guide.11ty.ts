/** A guide: a page of `docs`. */
import { layout } from '../build/layout.js'
import { renderMarkdown } from '../build/markdown.js'
import type { Scripts } from '../build/scripts.js'
import type { Guide } from '../data/guides.js'
import { siteEnglish } from '../data/languages.js'

export const data = {
  pagination: { data: 'guides', size: 1, alias: 'guide', addAllPagesToCollections: false },
  permalink: ({ guide }: { readonly guide: Guide }) => `guides/${guide.name}/index.html`,
}

export function render({ guide, scripts }: { readonly guide: Guide; readonly scripts: Scripts }): string {
  return layout({
    language: siteEnglish,
    path: `guides/${guide.name}/`,
    title: guide.title,
    description: guide.description,
    main: renderMarkdown(guide.text),
    scripts,
    section: 'guides',
  })
}
