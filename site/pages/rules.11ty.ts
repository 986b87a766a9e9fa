/** What the validator checks: every rule with its sentence, where it stands, and a document that keeps and one that breaks it. */
import { rules } from '../../src/jsonapi/validate/index.js'
import { highlight } from '../build/highlight.js'
import { type Html, html } from '../build/html.js'
import { layout } from '../build/layout.js'
import type { Scripts } from '../build/scripts.js'
import { siteEnglish } from '../data/languages.js'
import { ruleExamples } from '../data/rule-examples.js'

export const data = { permalink: 'rules/index.html' }

export function render({ scripts }: { readonly scripts: Scripts }): string {
  const sections = rules.map(({ name, statement, level, see }) => {
    const example = ruleExamples[name]
    return html`<section aria-labelledby="${name}">
<h2 id="${name}"><a href="#${name}"><code>${name}</code></a></h2>
<p>${inline(statement)}</p>
<p class="quiet">${level === 'error' ? 'Error: the specification says MUST.' : 'Warning: the specification says SHOULD, or readers will stumble.'} <a href="${see}">Where it stands</a>${example?.options !== undefined && html` · with the options <code>${JSON.stringify(example.options)}</code>`}</p>
${
  example !== undefined &&
  html`<h3>Keeps it</h3>
${highlight(JSON.stringify(example.valid, undefined, 2), 'json')}
<h3>Breaks it</h3>
${highlight(JSON.stringify(example.invalid, undefined, 2), 'json')}`
}
${example === undefined && html`<p class="quiet">No document of JSON can break it: it is about values that throw while they are read, and about lists of violations without end.</p>`}
</section>
`
  })
  return layout({
    language: siteEnglish,
    path: 'rules/',
    title: siteEnglish.texts.rules,
    description: 'What the validator of error documents checks, rule by rule, with examples.',
    main: html`<h1>What the validator checks</h1>
<p class="lead">The rules that <code>reactor-errors validate</code> and <code>validateErrorDocument</code> hold documents against.</p>
${sections}`,
    scripts,
    section: 'rules',
  })
}

/** A sentence in which names stand between backticks. */
function inline(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`
}
