/** For each rule of the validator a document that keeps it and one that breaks it; a test holds them to that. */
import type { ValidateOptions } from '../../src/jsonapi/validate/index.js'

/** A document that keeps a rule, and one that breaks it, with the options that this takes. */
export interface RuleExample {
  readonly valid: unknown
  readonly invalid: unknown
  readonly options?: ValidateOptions
}

type Members = Readonly<Record<string, unknown>>

const errors = (...list: readonly unknown[]): Members => ({ errors: list })
const error = (members: Members): Members => errors({ status: '422', ...members })
const pair = (valid: unknown, invalid: unknown): RuleExample => ({ valid, invalid })
const members = (valid: Members, invalid: Members): RuleExample => pair(error(valid), error(invalid))
const about = (valid: Members, invalid: Members): RuleExample =>
  members(
    { links: { about: { href: '/errors/1', ...valid } } },
    { links: { about: { href: '/errors/1', ...invalid } } },
  )
const beside = (valid: Members, invalid: Members): RuleExample =>
  pair({ ...error({}), ...valid }, { ...error({}), ...invalid })

const NAME = { source: { pointer: '/data/attributes/name' } }

/** The examples by the names of their rules. */
export const ruleExamples: Readonly<Record<string, RuleExample>> = {
  'known-member': members({ detail: 'Too short.' }, { message: 'Too short.' }),
  document: pair(error({}), [error({})]),
  'errors-without-data': beside({}, { data: null }),
  'included-with-data': beside({}, { included: [] }),
  'errors-given': pair(error({}), { meta: { failed: true } }),
  meta: members({ meta: { request_id: 'r1' } }, { meta: 'r1' }),
  link: members({ links: { about: '/errors/1' } }, { links: { about: 1 } }),
  'href-given': members({ links: { about: { href: '/errors/1' } } }, { links: { about: { title: 'Error 1' } } }),
  'member-name': members({ meta: { request_id: 'r1' } }, { meta: { 'request#id': 'r1' } }),
  'member-name-portable': members({ meta: { requestId: 'r1' } }, { meta: { 'request id': 'r1' } }),
  'extension-member': beside({ 'shop:till': 4 }, { 'sh-op:till': 4 }),
  'extension-applied': { ...beside({ 'shop:till': 4 }, { 'other:till': 4 }), options: { extensions: ['shop'] } },
  'errors-not-empty': pair(error({}), errors()),
  error: pair(error({}), errors('not-found')),
  'error-not-empty': pair(error({}), errors({})),
  'error-id': members({ id: '1' }, { id: 1 }),
  'error-id-unique': pair(
    errors({ status: '422', id: '1' }, { status: '422', id: '2' }),
    errors({ status: '422', id: '1' }, { status: '422', id: '1' }),
  ),
  'error-status-given': pair(error({ code: 'not-found' }), errors({ code: 'not-found' })),
  'error-status-http': members({ status: '404' }, { status: '200' }),
  'error-title-stable': pair(
    errors({ status: '422', code: 'x', title: 'Too Short' }, { status: '422', code: 'x', title: 'Too Short' }),
    errors({ status: '422', code: 'x', title: 'Too Short' }, { status: '422', code: 'x', title: 'Name Too Short' }),
  ),
  'source-not-empty': members(NAME, { source: {} }),
  'atomic-without-errors': pair(error(NAME), { ...error(NAME), 'atomic:results': [{}] }),
  'atomic-pointer': {
    ...members({ source: { pointer: '/atomic:operations/0' } }, { detail: 'Too short.' }),
    options: { extensions: ['atomic'] },
  },
  'link-href': members({ links: { about: { href: '/errors/1' } } }, { links: { about: { href: '/errors 1' } } }),
  'link-rel': about({ rel: 'help' }, { rel: 'Help!' }),
  'link-title': about({ title: 'Error 1' }, { title: 1 }),
  'link-type': about({ type: 'text/html' }, { type: 1 }),
  'link-hreflang': about({ hreflang: 'en-GB' }, { hreflang: 'English, please' }),
  'source-pointer': members(NAME, { source: { pointer: 'data.attributes.name' } }),
  'source-parameter': members({ source: { parameter: 'page[size]' } }, { source: { parameter: 1 } }),
  'source-header': members({ source: { header: 'Accept' } }, { source: { header: 'Accept: text/html' } }),
  'error-links': members({ links: { about: '/errors/1' } }, { links: '/errors/1' }),
  'error-status': members({ status: '404' }, { status: 404 }),
  'error-code': members({ code: 'not-found' }, { code: 404 }),
  'error-title': members({ title: 'Not Found' }, { title: { en: 'Not Found' } }),
  'error-detail': members({ detail: 'There is no host 7.' }, { detail: ['There is no host 7.'] }),
  'error-source': members(NAME, { source: '/data/attributes/name' }),
  'jsonapi-version': beside({ jsonapi: { version: '1.1' } }, { jsonapi: { version: 1.1 } }),
  'jsonapi-ext': beside(
    { jsonapi: { ext: ['https://jsonapi.org/ext/atomic'] } },
    { jsonapi: { ext: 'https://jsonapi.org/ext/atomic' } },
  ),
  'jsonapi-profile': beside(
    { jsonapi: { profile: ['https://example.com/profile'] } },
    { jsonapi: { profile: ['not a URI'] } },
  ),
  'document-errors': pair(error({}), { errors: { status: '422' } }),
  'document-jsonapi': beside({ jsonapi: { version: '1.1' } }, { jsonapi: '1.1' }),
  'document-links': beside({ links: { self: '/hosts' } }, { links: '/hosts' }),
}
