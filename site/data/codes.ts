/** The codes as their pages show them: what each means, what its responses look like, and the code that catches and builds it. */

import { knownCodes } from '../../src/explain/explain.js'
import { type Explanation, explain } from '../../src/explain/index.js'
import { reactor } from '../../src/index.js'
import type { ReactorCode } from '../../src/reactor/index.js'
import { type PlainResponse, usualResponses } from '../../src/testing/index.js'
import { type Html, html } from '../build/html.js'
import { capital, type SiteLanguage, siteEnglish } from './languages.js'

/** Every code that has pages, in the order of the catalog. */
export const codes: readonly string[] = knownCodes

/** Who sends a code; codes of images have three kinds, by the servers that share them. */
export type Sender = 'code' | 'gateway' | 'ims' | 'images'

/** The senders in the order of the catalog. */
export const senders: readonly Sender[] = ['code', 'gateway', 'ims', 'images']

/** Who sends the code of an explanation. */
export function senderOf({ kind }: Pick<Explanation, 'kind'>): Sender {
  if (kind === 'gateway' || kind === 'ims') return kind
  return kind === 'code' ? 'code' : 'images'
}

/** All codes in each language that was asked for; every page of a code looks at them all. */
const catalogs = new Map<SiteLanguage['sentences'], ReadonlyMap<string, Explanation>>()

/** The whole catalog in a language, by codes. */
function catalogIn(language: SiteLanguage['sentences']): ReadonlyMap<string, Explanation> {
  const known = catalogs.get(language)
  if (known !== undefined) return known
  const all = codes.flatMap((code): [string, Explanation][] => {
    const explanation = explain(code, { language })
    return explanation === undefined ? [] : [[code, explanation]]
  })
  const catalog = new Map(all)
  catalogs.set(language, catalog)
  return catalog
}

/** All that is known of a code. Throws a `RangeError` for a code outside the catalog. */
export function explained(code: string, { sentences }: Pick<SiteLanguage, 'sentences'>): Explanation {
  const explanation = catalogIn(sentences).get(code)
  if (explanation === undefined) throw new RangeError(`The catalog has no code ${code}`)
  return explanation
}

/** The codes next to a code: those of its category, else those about the same resources. */
export function neighboursOf(code: string, language: SiteLanguage): readonly Explanation[] {
  const own = explained(code, language)
  const others = codes.filter((other) => other !== code).map((other) => explained(other, language))
  const near = others.filter(({ category }) => category === own.category)
  return near.length > 0
    ? near
    : others.filter(({ resources }) => resources.some((resource) => own.resources.includes(resource)))
}

/** A response that carries a code, and how it arrives. */
export interface SampleResponse {
  readonly delivery: 'immediate' | 'deferred'
  /** As `curl -i` prints it. */
  readonly text: string
}

/** The responses that usually carry a code. */
export function responsesOf(code: string): readonly SampleResponse[] {
  const { kind, title, status } = explained(code, siteEnglish)
  const json = { 'content-type': 'application/json' }
  if (isReactorCode(code, kind)) {
    return usualResponses(code).map((response) => ({
      delivery: response.status === 200 ? 'deferred' : 'immediate',
      text: printed(response),
    }))
  }
  const body = kind === 'gateway' ? { error_code: code, message: title } : { error: code, error_description: title }
  const response: PlainResponse =
    senderOf({ kind }) === 'images'
      ? { status, headers: { 'content-type': 'text/plain' }, body: title }
      : { status, headers: json, body }
  return [{ delivery: 'immediate', text: printed(response) }]
}

function isReactorCode(code: string, kind: Explanation['kind']): code is ReactorCode {
  return kind === 'code' && reactor.codes.some((known) => known === code)
}

function printed({ status, headers, body }: PlainResponse): string {
  const head = [`HTTP/1.1 ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
  return [...head, '', typeof body === 'string' ? body : JSON.stringify(body, undefined, 2)].join('\n')
}

/** A fact about a code: the member of the catalog that it is, and how it reads. */
export interface Fact {
  readonly name: string
  readonly member: string
  readonly value: string
}

/** What is known of a code beside its sentences. */
export function factsOf(explanation: Explanation, language: SiteLanguage): readonly Fact[] {
  const { status, delivery, retry, category, resources, pointer, kind } = explanation
  const { words } = language
  const fact = (name: keyof typeof words, member: string, value: string | undefined): Fact[] =>
    value === undefined || value === '' ? [] : [{ name: capital(words[name], language), member, value }]
  return [
    ...fact('status', 'status', String(status)),
    ...fact('comes', 'delivery', words[delivery]),
    ...fact('again', 'retry', words[retry]),
    ...fact('about', 'category', categoryOf(category, language)),
    ...fact('concerns', 'resources', resources.join(', ')),
    ...fact('pointer', 'pointer', pointer ?? undefined),
    ...fact('from', 'code', words[kind]),
  ]
}

/** A text about a code, with a mark before it where it is this catalog's reading. */
export function marked({ documented }: Explanation, member: string, text: string): Html {
  return documented.includes(member) ? html`${text}` : html`<span class="own">~</span> ${text}`
}

/** A category in words; one that the site has no word for as it stands in the catalog. */
export function categoryOf(category: string, { categories }: SiteLanguage): string {
  const known: Readonly<Record<string, string>> = categories
  return known[category] ?? category
}

/** How errors of a code arrive, in words. */
export function deliveryOf(delivery: Explanation['delivery'], { texts }: SiteLanguage): string {
  return texts[delivery]
}

/** When to try again, in a few words. */
export function retryOf(retry: Explanation['retry'], { texts }: SiteLanguage): string {
  return { never: texts.never, 'after-fix': texts.afterFix, 'after-sign-in': texts.afterSignIn, later: texts.later }[
    retry
  ]
}

/** Code that catches the errors of a code, as a whole TypeScript module. */
export function catchSnippet({ code, kind }: Pick<Explanation, 'code' | 'kind'>): string {
  const { dialect, from } = dialectOf(kind)
  if (kind === 'gateway' || kind === 'ims') {
    return `import { ${dialect} } from '${from}'

export function check(body: string, status: number): void {
  try {
    ${dialect}.throwIfFailed(body, { status })
  } catch (error) {
    if (!${dialect}.is(error) || error.code !== '${code}') throw error
    console.error(error.message)
  }
}
`
  }
  return `import { ${dialect} } from '${from}'

export function check(body: string, status: number): void {
  try {
    ${dialect}.throwIfFailed(body, { status })
  } catch (error) {
    if (!${dialect}.is(error, '${code}')) throw error
    console.error(error.message, error.errors[0].source?.pointer)
  }
}
`
}

/** Code that builds the error of a code, as a whole TypeScript module. */
export function buildSnippet({ code, kind, pointer, title, status }: Explanation): string {
  const { dialect, from } = dialectOf(kind)
  if (kind === 'gateway' || kind === 'ims') {
    const members =
      kind === 'gateway'
        ? `error_code: '${code}', message: '${title}'`
        : `error: '${code}', error_description: '${title}'`
    return `import { ${dialect} } from '${from}'

const body = { ${members} }

export const [failure] = ${dialect}.parse(body, { status: ${status} })
`
  }
  const place = pointer === null ? '' : `, { pointer: '${pointer}' }`
  return `import { ${dialect} } from '${from}'

export function refuse(): never {
  throw ${dialect}.error('${code}'${place})
}
`
}

function dialectOf(kind: Explanation['kind']): { readonly dialect: string; readonly from: string } {
  if (kind === 'imageRendering') return { dialect: 'imageRendering', from: 'reactor-errors/image-serving' }
  const isImages = kind === 'images' || kind === 'imageServing'
  return isImages
    ? { dialect: 'imageServing', from: 'reactor-errors/image-serving' }
    : { dialect: 'reactor', from: 'reactor-errors' }
}
