/** The decoder in every language: fields for a response and its request, examples, and the place where the result goes. */
import { html } from '../build/html.js'
import { layout } from '../build/layout.js'
import type { Scripts } from '../build/scripts.js'
import { examples } from '../data/examples.js'
import { languageOf } from '../data/languages.js'

export const data = {
  pagination: { data: 'tags', size: 1, alias: 'tag', addAllPagesToCollections: false },
  permalink: ({ tag }: { readonly tag: string }) => `${tag}/decode/index.html`,
}

export function render({ tag, scripts }: { readonly tag: string; readonly scripts: Scripts }): string {
  const language = languageOf(tag)
  const { texts, words } = language
  const said = JSON.stringify({ ...texts, errors: words.errors, more: words.more })
  const buttons = examples.map(
    ({ name, request }) =>
      html`<button type="button" data-example="${request === undefined ? name : `${name} ${request}`}">${name.replace(/\.\w+$/, '')}</button>\n`,
  )
  return layout({
    language,
    path: `${tag}/decode/`,
    title: texts.decode,
    description: texts.decodeLead,
    main: html`<h1>${texts.decode}</h1>
<p class="lead">${texts.decodeLead}</p>
<p class="private">${texts.private}</p>
<form id="decoder" class="scripted" data-texts="${said}">
<label for="response">${texts.response}</label>
<textarea id="response" rows="12" spellcheck="false" autocomplete="off" autocapitalize="none" aria-describedby="note"></textarea>
<p id="note" class="quiet"></p>
<details>
<summary>${texts.sentRequest}</summary>
<label for="request">${texts.requestHint}</label>
<textarea id="request" rows="8" spellcheck="false" autocomplete="off" autocapitalize="none"></textarea>
</details>
<p class="buttons"><button class="main">${texts.decodeNow}</button>
<label class="button">${texts.openFile} <input type="file" id="file" class="visually-hidden"></label>
<button type="button" id="clear">${texts.clear}</button></p>
<details>
<summary>${texts.examples}</summary>
<p class="buttons">${buttons}</p>
</details>
</form>
<p class="working"><progress id="progress" max="1" aria-label="${texts.decodeNow}" hidden></progress> <button type="button" id="cancel" hidden>${texts.cancel}</button></p>
<p id="status" role="status"></p>
<h2 id="result-heading" hidden>${texts.result}</h2>
<p class="buttons"><button type="button" id="share" hidden>${texts.share}</button></p>
<div id="sharing" hidden></div>
<div id="result" hidden></div>
<p class="legend"><span class="own">~</span> ${words.legend}</p>`,
    inLanguages: 'decode/',
    script: 'decode',
    scripts,
    section: 'decoder',
  })
}
