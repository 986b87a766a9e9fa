/** Every function that takes a text, with every piece that makes texts difficult, again and again. */
import { refit, wrap } from '../../../src/cli/layout.js'
import { shortText, visible } from '../../../src/cli/safe-text.js'
import { chooseLanguage } from '../../../src/explain/choose-language.js'
import { en, explainError } from '../../../src/explain/index.js'
import { de } from '../../../src/explain/languages/de.generated.js'
import { JsonApiError } from '../../../src/failure/json-api-error.js'
import { retryAfterOf } from '../../../src/failure/retry-after.js'
import { maskText, secretsOf } from '../../../src/failure/secrets.js'
import { imageRendering, imageServing, parseProperties, readImageRequest } from '../../../src/image-serving/index.js'
import { readHttpMessages } from '../../../src/input/http.js'
import { JsonScanner } from '../../../src/input/json-values.js'
import { parseAccept, parseMediaType } from '../../../src/jsonapi/media-type.js'
import { describePointer, fromFragment, toFragment } from '../../../src/jsonapi/pointer.js'
import { completeJson, syntaxPosition } from '../../../src/jsonapi/text.js'
import { validateErrorDocument } from '../../../src/jsonapi/validate/index.js'
import { reactor } from '../../../src/reactor/index.js'
import { checkRequest, renderResponse } from '../../../src/server/index.js'
import { attempt, pieces, type Row, repeated, row, rowOfAll } from '../row.js'

const secrets = secretsOf({
  headers: { authorization: 'Bearer 0123456789abcdefghijklmnopqrstuvwxyz', cookie: 'a=aaaaaaaa' },
})
const look = { colors: { isColorSupported: false }, width: 80 }

/** By what it is called: what is done with a text. */
const consumers: Readonly<Record<string, (text: string) => unknown>> = {
  'parse a body': (text) => reactor.parse(text, { status: 500 }),
  'parse the body of a success': (text) => reactor.parse(text, { status: 200 }),
  'parse a body of bytes': (text) => reactor.parse(Buffer.from(text), { status: 500 }),
  'parse a page': (text) => reactor.parse(`<html>${text}`, { status: 500 }),
  'parse XML': (text) => reactor.parse(`<?xml version="1.0"?><error>${text}`, { status: 500 }),
  'parse broken JSON': (text) => reactor.parse(`{"errors":[{"detail":"${text}`, { status: 500 }),
  'parse with a header': (text) =>
    reactor.parse('', { status: 503, headers: { 'retry-after': text, 'content-type': text, 'x-request-id': text } }),
  'parse a detail': (text) => reactor.parse({ errors: [{ detail: text, code: text, source: { pointer: text } }] }),
  'parse details': (text) =>
    reactor.parse({ data: { attributes: { status: 'failed' }, meta: { status_details: text } } }),
  'parse a foreign message': (text) => reactor.parse({ message: text, path: text, code: text }, { status: 400 }),
  'parse a problem': (text) => reactor.parse({ type: text, title: text, status: 400, pointer: text }),
  'parse as Image Serving': (text) => imageServing.parse(text, { status: 500 }),
  'parse as Image Rendering': (text) => imageRendering.parse(text, { status: 500 }),
  'parse properties': (text) => parseProperties(text),
  'parse JavaScript properties': (text) => parseProperties(text, { format: 'javascript' }),
  'parse XML properties': (text) => parseProperties(text, { format: 'xml' }),
  'parse JSON properties': (text) => parseProperties(`h({"a":"${text}`, { format: 'json' }),
  'read an image request': (text) => readImageRequest(`/is/image/${text}`),
  'mask a text': (text) => maskText(text),
  'mask a text by value': (text) => maskText(text, secrets),
  'mask a text by a value of its own kind': (text) => maskText(text, [text.slice(0, 64), text.slice(0, 7)]),
  'find the secrets of a request': (text) => secretsOf({ headers: { authorization: text, cookie: text }, url: text }),
  'make an error': (text) => new JsonApiError(failureWith(text)),
  'restore an error': (text) => JsonApiError.from(text),
  'explain an error': (text) => explainError({ detail: text, title: text, code: text }),
  'write a response': (text) => renderResponse(new JsonApiError(failureWith(text)), { expose: 3, production: false }),
  'write a page': (text) =>
    renderResponse(new Error(text), { request: { method: 'GET', headers: { accept: 'text/html' }, url: text } }),
  'check a request': (text) =>
    attempt(() => checkRequest({ method: 'POST', headers: { accept: text, 'content-type': text }, url: text })),
  'validate a document': (text) =>
    validateErrorDocument({
      errors: [
        { id: text, code: text, links: { about: text }, source: { pointer: text, header: text }, meta: { [text]: 1 } },
      ],
      [text]: 1,
    }),
  'read a media type': (text) => parseMediaType(text),
  'read a header Accept': (text) => parseAccept(text),
  'choose a language': (text) => chooseLanguage(text, [en, de]),
  'read Retry-After': (text) => retryAfterOf(text, () => text),
  'describe a pointer': (text) => describePointer(text),
  'make a fragment': (text) => attempt(() => toFragment(`/${text}`)),
  'read a fragment': (text) => attempt(() => fromFragment(`#/${text}`)),
  'complete JSON': (text) => completeJson(text),
  'find a mistake in JSON': (text) => syntaxPosition(text),
  'scan for JSON': (text) => new JsonScanner().scan(text),
  'scan lines for JSON': (text) => {
    const scanner = new JsonScanner()
    for (const line of text.split('\n')) scanner.scan(line)
  },
  'read HTTP messages': (text) => readHttpMessages(`HTTP/1.1 200 OK\n${text}`),
  'make a text safe': (text) => visible(text) + shortText(text),
  'wrap a text': (text) => wrap(text, 80).length + refit(text, look.width).length,
}

function failureWith(text: string) {
  const errors = [
    { code: text, title: text, detail: text, source: { pointer: text }, meta: { text, [text]: text } },
  ] as const
  return { errors, delivery: 'immediate', format: 'json:api', status: 400, requestId: text } as const
}

/** Every piece alone, for whatever grows fast shows that early; and each of them again and again in one long text. */
export const texts: readonly Row[] = Object.entries(consumers).flatMap(([name, run]) => [
  rowOfAll(
    `${name}: pieces of one kind`,
    pieces.map((piece) => (size: number) => repeated(piece, size)),
    run,
    2 ** 12,
  ),
  row(
    `${name}: pieces of many kinds`,
    (size) => pieces.map((piece) => repeated(piece, size / pieces.length)).join(''),
    run,
    { to: 2 ** 18 },
  ),
])
