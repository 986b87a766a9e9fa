import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { labelsOf } from '../../../src/explain/labels.js'
import { en, type Language } from '../../../src/explain/language.js'
import { de } from '../../../src/explain/languages/de.generated.js'
import { es } from '../../../src/explain/languages/es.generated.js'
import { fr } from '../../../src/explain/languages/fr.generated.js'
import { ja } from '../../../src/explain/languages/ja.generated.js'
import { ko } from '../../../src/explain/languages/ko.generated.js'
import { nl } from '../../../src/explain/languages/nl.generated.js'
import { defineDialect, reactor } from '../../../src/index.js'
import type { ErrorSource } from '../../../src/jsonapi/document.js'
import type { RespondOptions } from '../../../src/server/options.js'
import { readable, translatedTitle } from '../../../src/server/render/words.js'
import { renderResponse } from '../../../src/server/respond.js'
import { request } from '../answered.js'

const german: Language = {
  tag: 'de',
  codes: { 'not-unique': { title: 'Nicht eindeutig', cause: 'Darum.', remedy: 'Anders nennen.' } },
}
const asked = (accept: string, language = 'en') =>
  request({ accept, 'accept-language': language, 'x-request-id': 'r-1' })
const text = (thrown: unknown, options: RespondOptions = {}) =>
  renderResponse(thrown, { request: asked('text/plain'), ...options }).body
const page = (thrown: unknown, options: RespondOptions = {}) =>
  renderResponse(thrown, { request: asked('text/html'), ...options })

describe('plain text', () => {
  test('says what happened, where, and what to do', () => {
    const thrown = reactor.error('not-unique', { detail: 'The name is taken', pointer: '/data/attributes/name' })
    expect(text(thrown)).toBe(
      `Status 409

${reactor.entry('not-unique').title}
The name is taken
At: /data/attributes/name
${en.codes['not-unique'].remedy}

Request id: r-1
`,
    )
  })

  test('lists several errors', () => {
    expect(text([reactor.object('not-found'), reactor.object('not-unique')]).split('\n\n')).toHaveLength(4)
  })

  test('cannot move the cursor or turn the direction of writing, but has its line breaks', () => {
    const shown = text({ errors: [{ status: '400', title: 'a\u001b[2Jb\u202ec\r', detail: 'one\ntwo\u200d\t\u0000' }] })
    expect(shown).toContain('a\ufffd[2Jb\ufffdc\ufffd\none\ntwo\u200d\t\ufffd')
  })
})

describe('in words', () => {
  test.each<[source: ErrorSource, place: string]>([
    [{ pointer: '' }, 'the whole document'],
    [{ pointer: '/data' }, '/data'],
    [{ parameter: 'page[size]' }, 'the query parameter page[size]'],
    [{ header: 'Accept' }, 'the header Accept'],
  ])('the source %j is %s', (source, place) => {
    expect(readable({ status: '400', source }, en).place).toBe(place)
  })

  test.each<[status: string, remedy: RegExp]>([
    ['429', /^Wait/],
    ['500', /^Wait/],
    ['401', /^Sign in/],
    ['404', /^Correct/],
    ['501', /cannot/],
    ['none', /^Correct/],
  ])('what to do about status %s is told', (status, remedy) => {
    expect(readable({ status }, en).remedy).toMatch(remedy)
  })

  test('a code that nobody knows, or none, has no words of its own', () => {
    const dialect = { entry: (code: string) => ({ title: code.toUpperCase() }) }
    expect(translatedTitle({ code: 'no-such' }, german)).toBeUndefined()
    expect(translatedTitle({ code: 'no-such', title: 'T' }, german)).toBeUndefined()
    expect(translatedTitle({ title: 'T' }, german, dialect)).toBeUndefined()
    expect(translatedTitle({ code: 'not-unique' }, german, { entry: () => undefined })).toBeUndefined()
    expect(translatedTitle({ code: 'no-such' }, german, { entry: () => ({ title: 'Own' }) })).toBeUndefined()
    expect(readable({ code: 'no-such', status: '400' }, german)).toMatchObject({ title: 'Bad Request', language: 'en' })
    expect(readable({ code: 'not-unique', status: '409' }, german, { entry: () => undefined }).remedy).not.toContain(
      'Anders nennen.',
    )
  })

  test('a remedy that no language gave but English is marked as that', () => {
    const half: Language = { tag: 'de', codes: { 'not-unique': { title: 'Nicht eindeutig' } } }
    expect(readable({ code: 'not-unique', status: '409' }, half)).toMatchObject({
      ...{ remedy: en.codes['not-unique'].remedy, language: 'en' },
    })
  })

  test('what has no title is called by its status', () => {
    expect(readable({ status: '404' }, en).title).toBe('Not Found')
    expect(readable({ status: '499' }, en).title).toBe('Error')
  })

  test('the remedies for Reactor’s codes are for those, and for what a client can mend', () => {
    const { remedy } = en.codes['not-found']
    const error = (dialect: typeof reactor) => dialect.object('not-found')
    const own = defineDialect({ name: 'Own', codes: { 'not-found': { title: 'Nowhere', status: 404 } } })
    expect(readable(error(reactor), en).remedy).toBe(remedy)
    expect(readable(error(reactor), en, reactor.extend({ codes: {} })).remedy).toBe(remedy)
    expect(readable(own.object('not-found'), en, own).remedy).not.toBe(remedy)
    expect(readable(reactor.object('internal-error'), en).remedy).not.toBe(en.codes['internal-error'].remedy)
    expect(readable({ code: 'constructor', status: '400' }, en).remedy).toMatch(/^Correct/)
  })
})

describe('a page', () => {
  test('shows one error, and what to do', () => {
    const { body, headers } = page(reactor.error('not-unique', { detail: 'The name is taken', pointer: '/data' }))
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    const title = reactor.entry('not-unique').title
    expect(body).toContain(`<title lang="en">${title}</title>`)
    expect(body).toContain(
      `<h1 lang="en">${title}</h1>\n<p lang="en">The name is taken</p>\n<p>At: <code>/data</code></p>`,
    )
    expect(body).toContain('<dt>Request id</dt><dd><code>r-1</code></dd>')
    expect(body).toMatch(/^<!doctype html>\n<html lang="en">/)
  })

  test('has nothing between one error and what is told of the response', () => {
    const { body } = page(reactor.error('not-found'))
    expect(body).toMatch(/<main>\n<section>[\s\S]*<\/section>\n<dl>/)
    expect(body.match(/<section>/g)).toHaveLength(1)
    const { body: two } = page([reactor.object('not-found'), reactor.object('not-unique')])
    expect(two).toMatch(/<\/section>\n<section>/)
  })

  test('has one heading for one error, and one more for several', () => {
    const headings = (thrown: unknown) => page(thrown).body.match(/<main>\n(?:<h1>.*<\/h1>\n)?<section>\n<h\d/)?.[0]
    expect(headings(reactor.error('not-found'))).toBe('<main>\n<section>\n<h1')
    expect(headings([reactor.object('not-found'), reactor.object('not-unique')])).toMatch(
      /^<main>\n<h1>.+<\/h1>\n<section>\n<h2$/,
    )
  })

  test('shows several, under a heading for all', () => {
    const { body } = page([reactor.object('not-found'), reactor.object('not-unique')])
    expect(body).toContain('<title lang="en">2 errors</title>')
    expect(body.match(/<h1[ >]/g)).toHaveLength(1)
    expect(body.match(/<h2 /g)).toHaveLength(2)
  })

  test('runs nothing, loads nothing, and shows as text whatever it is given', () => {
    const evil = `</title><script>alert("1")</script><img src=x onerror='a'>&amp;\u0000`
    const { body, headers } = page({
      errors: [
        {
          status: '400',
          title: evil,
          detail: evil,
          code: evil,
          id: evil,
          source: { parameter: evil },
          links: { about: 'javascript:alert(1)' },
        },
      ],
    })
    expect(body).not.toMatch(/<script|<img|javascript:|\0/)
    expect(body).toContain(
      '&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#60;img src=x onerror=&#39;a&#39;&#62;&#38;amp;\ufffd',
    )
    expect(body).not.toMatch(/ (?:src|href)=(?!x onerror)/)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';/)
  })

  test('is allowed its own style by the policy, and no other', () => {
    const { body, headers } = page('e')
    const style = /<style>(.*)<\/style>/s.exec(body)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}';`)
    expect(body.match(/style/g)).toHaveLength(2)
    expect(style).toContain('color-scheme:light dark')
  })
})

describe('the language', () => {
  const languages = [german]
  const thrown = reactor.error('not-unique', { detail: 'as thrown' })

  test.each<[asked: string, language: string, title: string]>([
    ['de', 'de', 'Nicht eindeutig'],
    ['de-AT, en;q=0.5', 'de', 'Nicht eindeutig'],
    ['en', 'en', reactor.entry('not-unique').title],
    ['de_AT', 'de', 'Nicht eindeutig'],
    ['ja', 'en', reactor.entry('not-unique').title],
  ])('of titles is the reader’s: %s gets %s', (wanted, language, title) => {
    const sent = renderResponse(thrown, { languages, request: asked('*/*', wanted) })
    expect(sent.headers).toMatchObject({ 'content-language': language, vary: 'accept, accept-language' })
    expect(JSON.parse(sent.body)).toMatchObject({ errors: [{ code: 'not-unique', title, detail: 'as thrown' }] })
  })

  test('is the first of the server’s own order, where English has a place in that', () => {
    expect(
      renderResponse(thrown, { languages: [german, en], request: asked('*/*', 'ja') }).headers['content-language'],
    ).toBe('de')
  })

  test('is not told where there is no choice', () => {
    expect(renderResponse(thrown, { request: asked('*/*', 'de') }).headers).not.toHaveProperty('content-language')
  })

  test.each<[what: string, error: object, title: unknown]>([
    ['a title of the thrower’s own stays', { code: 'not-unique', title: 'Mine' }, 'Mine'],
    ['an error without a title gets one', { code: 'not-unique' }, 'Nicht eindeutig'],
    ['a code without a translation keeps its title', reactor.object('not-found'), reactor.entry('not-found').title],
    ['a code that is none of Reactor’s keeps its title', { code: 'toString', title: 'T' }, 'T'],
    ['what has no code keeps its title', { title: 'T' }, 'T'],
  ])('%s', (_, error, title) => {
    const sent = renderResponse([error], { languages, request: asked('*/*', 'de') })
    expect(JSON.parse(sent.body)).toMatchObject({ errors: [{ title }] })
  })

  test('of titles and remedies is marked on a page', () => {
    const { body } = page(thrown, { languages, request: asked('text/html', 'de') })
    expect(body).toContain(
      '<h1 lang="de">Nicht eindeutig</h1>\n<p lang="en">as thrown</p>\n<p lang="de">Anders nennen.</p>',
    )
    const other = page({ errors: [{ status: '400', title: 'Mine' }] }, { languages, request: asked('text/html', 'de') })
    expect(other.body).toMatch(/<h1 lang="en">Mine<\/h1>\n<p lang="en">/)
  })

  test.each([de, es, fr, ja, ko, nl])('of the words around errors is the reader’s: $tag', (language) => {
    const { tag } = language
    const labels = labelsOf(language).words
    expect(labels.later).not.toBe(en.labels.later)
    const placeholders = (text: string) => text.match(/\{\w+\}/g)?.join()
    expect([labels.errors, labels.parameter, labels.header].map(placeholders)).toEqual(['{count}', '{name}', '{name}'])
    const errors = { errors: [{ status: '400', source: { parameter: '$&' } }, { status: '503' }] }
    const options = (accept: string) => ({ languages: [language], request: asked(accept, tag) })
    expect(text(errors, options('text/plain'))).toBe(
      `${labels.status} 500

Bad Request
${labels.at}: ${labels.parameter.replace('{name}', () => '$&')}
${labels['after-fix']}

Service Unavailable
${labels.later}

${labels['request-id']}: r-1
`,
    )
    const { body } = page(errors, options('text/html'))
    expect(body).toContain(`<html lang="${tag}">`)
    expect(body).toContain(`<title lang="${tag}">${labels.errors.replace('{count}', '2')}</title>`)
    expect(body).toContain(`<p lang="${tag}">${labels.later}</p>`)
    expect(body).toContain(`<h2 lang="en">Bad Request</h2>`)
  })

  test('does not change the title that a dialect gives a code in another sense', () => {
    const dialect = reactor.extend({ codes: { 'not-unique': { title: 'Twice', status: 409 } } })
    const sent = renderResponse(dialect.error('not-unique'), { dialect, languages, request: asked('*/*', 'de') })
    expect(JSON.parse(sent.body)).toMatchObject({ errors: [{ title: 'Twice' }] })
  })
})
