import { describe, expect, test } from 'vitest'
import { isJsonApiError } from '../../src/failure/guard.js'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import { reactor } from '../../src/reactor/index.js'

describe('the Reactor API', () => {
  test('has its own errors', () => {
    expect(reactor.name).toBe('ReactorError')
    const error = reactor.error('not-found', { pointer: '/data' })
    expect(String(error)).toBe('ReactorError: [not-found] Record Not Found (at /data)')
    expect(isJsonApiError(error)).toBe(true)
  })

  test('knows 49 codes that are documented, and one that was seen', () => {
    const documented = reactor.codes.filter((code) => reactor.entry(code).documented.length > 0)
    expect(documented).toHaveLength(49)
    expect(reactor.codes.filter((code) => !documented.includes(code))).toStrictEqual(['invalid-name'])
  })

  test.each<[what: string, body: unknown, format: string]>([
    ['errors before data', { errors: [{ code: 'a' }], data: null, error_code: '1', error: 'e' }, 'json:api'],
    ['resources before the gateway', { data: { attributes: { status: 'failed' } }, error_code: '403000' }, 'json:api'],
    ['the gateway before the sign-in service', { error_code: '403000', error: 'e', error_description: 'd' }, 'gateway'],
    ['the sign-in service before a problem', { error: 'e', error_description: 'd', title: 'T', type: 't' }, 'ims'],
    ['a problem before the rest', { title: 'T', type: 't', message: 'm' }, 'problem'],
    [
      'a problem before errors that are parts of it',
      { title: 'T', errors: [{ detail: 'D', pointer: '#/a' }] },
      'problem',
    ],
    ['JSON that nobody knows last', { message: 'm' }, 'json'],
  ])('is read in order: %s', (_, body, format) => {
    expect(reactor.parse(body, { status: 400 })[0]?.format).toBe(format)
  })

  test.each<[body: object, status: number, retry: string, because: string]>([
    [{ error_code: '403010', message: 'Oauth token is missing.' }, 403, 'after-sign-in', 'code'],
    [{ error: 'invalid_client', error_description: 'Unknown.' }, 500, 'after-fix', 'code'],
    [{ error_code: '429050', message: 'Too many requests' }, 429, 'later', 'status'],
    [{ error: 'constructor', error_description: 'Unknown.' }, 400, 'after-fix', 'status'],
  ])('of gateway and sign-in service it knows when to repeat the request: %j', (body, status, retry, because) => {
    const [failure] = reactor.parse(body, { status })
    expect(failure && reactor.retryAdvice(failure)).toMatchObject({ retry, because })
  })

  test('keeps codes that nobody knows', () => {
    const [failure] = reactor.parse({ errors: [{ code: 'invalid version' }] })
    expect(failure && reactor.error(failure).code).toBe('invalid version')
  })

  test.each<[where: string, body: unknown]>([
    ['the detail of an error', { errors: [{ code: 'a', detail: 'GET /x?q=canary42 with Bearer canary42' }] }],
    ['the title of an error', { errors: [{ title: 'password=canary42' }] }],
    ['a text', 'GET /x?q=canary42 failed'],
    ['the title of a page', '<title>GET /x?q=canary42</title>'],
    ['the message of the gateway', { error_code: '403000', message: 'token=canary42 is invalid' }],
    ['the description of a sign-in error', { error: 'invalid_token', error_description: 'Bearer canary42 is expired' }],
    ['a problem', { title: 'T', status: 400, detail: 'https://user:canary42@example.com/?q=canary42' }],
    [
      'the details of a resource',
      { data: { attributes: { status: 'failed' }, meta: { status_details: 'secret: canary42' } } },
    ],
    ['a value that is no response', JSON.stringify({ message: 'api_key=canary42' })],
  ])('shows no token and no query in messages and stacks: %s', (_, body) => {
    const thrown = caught(() => reactor.throwIfFailed(body, { status: 400 }))
    expect(thrown.message).toContain('[redacted]')
    expect(`${thrown.message} ${thrown.stack}`).not.toContain('canary42')
    expect(JsonApiError.from(new Error('Bearer canary42')).message).not.toContain('canary42')
  })
})

function caught(work: () => void): JsonApiError {
  try {
    work()
  } catch (error) {
    if (isJsonApiError(error)) return error
  }
  throw new Error('no error was thrown')
}
