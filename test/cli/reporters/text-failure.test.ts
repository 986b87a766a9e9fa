import picocolors from 'picocolors'
import { describe, expect, test } from 'vitest'
import { printFailure } from '../../../src/cli/reporters/text-failure.js'
import { en } from '../../../src/explain/language.js'
import type { Failure } from '../../../src/failure/failure.js'
import { openSource } from '../../../src/input/source.js'
import { reactor } from '../../../src/reactor/index.js'

const { words } = en

interface Showing {
  readonly label?: string
  readonly request?: unknown
  readonly width?: number
  readonly colors?: boolean
  readonly told?: Set<string>
  readonly site?: string
}

function show(
  failure: Failure,
  { label, request, width = 80, colors = false, told = new Set(), site }: Showing = {},
): string {
  const source = request === undefined ? undefined : openSource('request.json', JSON.stringify(request, null, 2))
  const report = {
    kind: 'failure',
    input: 'a',
    line: 1,
    failure,
    ...(label && { label }),
    ...(source && { source }),
  } as const
  const look = { colors: picocolors.createColors(colors), width, told, language: en, words, ...(site && { site }) }
  return `\n${printFailure(report, look)}\n`
}

function failureIn(body: unknown, context: { status?: number; headers?: Record<string, string> } = {}): Failure {
  const [failure] = reactor.parse(body, context)
  if (failure === undefined) throw new Error('nothing failed')
  return failure
}

const notFound = {
  id: '8a5526da-ab12-4be9-b084-2efe537f388c',
  status: '404',
  code: 'not-found',
  title: 'Record Not Found',
  meta: { request_id: 'jfb0dQ2e0XVTkQ6AOfEJFfTDjguw9x3d' },
  source: { pointer: '/data' },
}

describe('a failure is shown with all that helps', () => {
  test('as one block for one error', () => {
    expect(show(failureIn({ errors: [notFound] }))).toMatchInlineSnapshot(`
      "
      ✖ 404 not-found · Record Not Found
          where      /data (the resource)
          why        There is no record under the id that was asked for.
                   ~ Usually the id is mistyped, or belongs to another type of
                     resource or another organization.
          to do      Check the id of the resource that the request is about. Where GET
                     /companies gives this error, the organization in the
                     x-gw-ims-org-id header has no companies.
          again      Once that is done.
          request    jfb0dQ2e0XVTkQ6AOfEJFfTDjguw9x3d
      "
    `)
  })

  test('on the width of the terminal, and with a label', () => {
    expect(show(failureIn({ errors: [notFound] }), { width: 48, label: 'line 7' })).toMatchInlineSnapshot(`
      "
      line 7
      ✖ 404 not-found · Record Not Found
          where
            /data (the resource)
          why
            There is no record under the id that was
            asked for.
          ~ Usually the id is mistyped, or belongs to
            another type of resource or another
            organization.
          to do
            Check the id of the resource that the
            request is about. Where GET /companies
            gives this error, the organization in the
            x-gw-ims-org-id header has no companies.
          again
            Once that is done.
          request
            jfb0dQ2e0XVTkQ6AOfEJFfTDjguw9x3d
      "
    `)
  })

  test('in colours', () => {
    const text = show(failureIn({ errors: [notFound] }), { colors: true })
    expect(text).toContain('\u001b[31m✖\u001b[39m \u001b[1m404 not-found · Record Not Found\u001b[22m')
  })

  test('with errors that differ only in place and detail together', () => {
    const error = (name: string) => ({
      status: '409',
      code: 'not-unique',
      title: 'Name Already In Use',
      detail: `${name} is taken`,
      source: { pointer: `/data/attributes/${name}` },
    })
    expect(show(failureIn({ errors: [error('name'), error('domain')] }, { status: 409 }))).toMatchInlineSnapshot(`
      "
      ✖ 409 not-unique · Name Already In Use
          says       name is taken
          where      /data/attributes/name (attribute “name” of the resource)
          says       domain is taken
          where      /data/attributes/domain (attribute “domain” of the resource)
          why        Another resource of this type bears the same name already, and
                     here names must differ.
          to do    ~ Choose another name, or find the resource that has it and use
                     that one.
          again    ~ Once that is done.
      "
    `)
  })

  test('with errors of several kinds one after the other, and the lines of the request that they blame', () => {
    const errors = [
      { status: '409', code: 'not-unique', source: { pointer: '/data/attributes/name' } },
      { status: '409', code: 'read-only', source: { pointer: '/data/attributes/name' } },
      { status: '400', title: 'Bad', source: { parameter: 'page[size]' } },
      { detail: 'And this', source: { pointer: 'nonsense' } },
      { source: { pointer: '/data/attributes/domains' } },
    ]
    const request = { data: { type: 'properties', attributes: { name: 'Site' } } }
    expect(show(failureIn({ errors }), { request })).toMatchInlineSnapshot(`
      "
      ✖ 400 Bad Request · 5 errors

          ╭ request.json
        4 │     "attributes": {
          │     ^^^^^^^^^^^^^^^ here (there is no /data/attributes/domains)
        5 │       "name": "Site"
          │               ^^^^^^ not-unique, read-only

        not-unique · Name Already In Use
          where      /data/attributes/name (attribute “name” of the resource)
          why        Another resource of this type bears the same name already, and
                     here names must differ.
          to do    ~ Choose another name, or find the resource that has it and use
                     that one.

        read-only · Resource Is Read-Only
          where      /data/attributes/name (attribute “name” of the resource)
          why        The resource takes no changes.
                   ~ Usually it is a revision, or a library that has left the
                     development state.
          to do    ~ Make the change on the resource that the revision was made from.
                     Reject a library to return it to development, upload a new
                     version of a released package by POST, and of hosts change only
                     those of type sftp.

        Bad
          where      page[size] (query parameter)
          why      ~ Status 400: the request itself is malformed.
          to do    ~ Check the JSON and the query parameters of the request, above all
                     what the error points at.

        And this
          where      nonsense (not a JSON Pointer)

        an error without code and title
          where      /data/attributes/domains (attribute “domains” of the resource)

          again    ~ Once that is done.
      "
    `)
  })

  test('with the resource and the member for a deferred one, and without the status of the response', () => {
    const body = {
      data: {
        type: 'builds',
        id: 'BL1234',
        attributes: { status: 'failed' },
        meta: { status_details: { errors: [{ code: 'minification-error' }, { code: 'timeout-error' }] } },
      },
    }
    expect(show(failureIn(body, { status: 200 }))).toMatchInlineSnapshot(`
      "
      ✖ 2 errors
          in         builds BL1234
          came       later, in its status_details: the request itself was accepted

        minification-error · Code Could Not Be Compiled
          why        The build came upon code that does not compile. Minification
                     covers the module code of extensions, too.
                   ~ Usually custom code has a syntax error.
          to do    ~ Find the custom code that the details name and correct its
                     syntax. Save it, add the new revision to the library, and build
                     again.

        timeout-error · Connection Timed Out
          why        The server took too long, and the connection was given up.
                   ~ Usually the server is an SFTP host that is slow or out of reach.
          to do    ~ Try again later. If it keeps failing, check that the server of
                     the host can be reached from outside your network.

          again    ~ Once that is done.
      "
    `)
  })

  test('with what is known of a deferred one that says nothing of its resource', () => {
    expect(show({ errors: [{ title: 'It Broke' }], delivery: 'deferred', format: 'json:api' })).toMatchInlineSnapshot(`
      "
      ✖ It Broke
          came       later, in its status: the request itself was accepted
          why      ~ The request was accepted, and the work that it started failed
                     afterwards.
          to do    ~ Read title and detail of the error, mend what they name, and
                     start the work again.
          again    ~ Once that is done.
      "
    `)
  })

  test('with who answered where it was not the API', () => {
    const headers = { 'retry-after': '7' }
    const gateway = failureIn({ error_code: '429050', message: 'Too many requests' }, { status: 429, headers })
    expect(show(gateway)).toMatchInlineSnapshot(`
      "
      ✖ 429 error_code 429050 · Too many requests
          from       the gateway in front of the Reactor API, not the API itself
          why        More requests came in a short time than the gateway lets through.
          to do    ~ Wait, for as long as Retry-After says if the response has that
                     header, and send fewer requests at once.
          again      In 7 s, as the server asks.
      "
    `)
  })

  test('with what else the response says, and what was wrong with it', () => {
    const error = {
      status: 500,
      links: { about: { href: 'https://example.com/e?token=x' } },
      meta: { hint: 'Look here' },
    }
    expect(show(failureIn({ errors: [error] }, { status: 500 }))).toMatchInlineSnapshot(`
      "
      ✖ 500 an error without code and title
          with       {"hint":"Look here"}
          see        https://example.com/e?token=x
          why      ~ Status 500: the server failed while it handled the request.
          to do    ~ Wait some minutes and try again. If it keeps failing, give Adobe
                     Customer Care the request id.
          again    ~ Later, as it is.
          repaired   /errors/0/status: "status" must be a string; it was read as text
      "
    `)
  })

  test('with the page that it names, if it names one', () => {
    const pages = (about: unknown) =>
      show(failureIn({ errors: [{ code: 'a', links: { about } }] }))
        .split('\n')
        .filter((line) => line.startsWith('    see'))
    expect(pages('https://a.example/e')).toEqual(['    see        https://a.example/e'])
    expect(pages({})).toEqual([])
    expect(pages(undefined)).toEqual([])
  })

  test('with the page of its code, where there is a site', () => {
    const site = 'https://example.com/'
    expect(show(failureIn({ errors: [notFound] }), { site })).toContain(
      '\n    see        https://example.com/en/not-found/\n',
    )
    expect(show(failureIn({ errors: [{ code: 'no-such-code' }] }), { site })).not.toContain('    see ')
  })

  test('without the request where no error blames anything in it', () => {
    expect(show(failureIn({ errors: [{ code: 'a' }] }), { request: {} })).not.toContain('request.json')
  })

  test('without what is nothing but space', () => {
    const failure = { errors: [{ code: ' ', title: 'It Broke' }], delivery: 'immediate', format: 'json:api' } as const
    expect(show(failure)).toMatch(/^\n✖ It Broke\n/)
  })

  test('with what had arrived of one that broke off', () => {
    const text = show(failureIn('{"errors":[{"code":"not-found","title":"Rec', { status: 404 }))
    expect(text).toContain('\n✖ 404 not-found')
    expect(text).toContain('\n    repaired   the response: ')
  })

  test.each<[error: object, headline: string, says: boolean]>([
    [{ detail: 'The port is taken' }, 'The port is taken', false],
    [{ code: 'a-b', detail: 'The port is taken' }, 'a-b', true],
    [{ detail: 'Two\nlines' }, 'an error without code and title', true],
    [{ detail: `${'long '.repeat(20)}.` }, 'an error without code and title', true],
    [{ detail: ' ' }, 'an error without code and title', false],
    [{ code: '21608', detail: 'Not verified' }, 'code 21608', true],
    [{ code: '21608x', detail: 'Not verified' }, '21608x', true],
    [{ code: 'x21608', detail: 'Not verified' }, 'x21608', true],
  ])('under a name that it has, or what it says: %j', (error, headline, says) => {
    const text = show(failureIn({ errors: [error] }))
    expect(text.split('\n')[1]).toBe(`✖ ${headline}`)
    expect(text.includes('\n    says ')).toBe(says)
  })

  test('one by one where they have no names', () => {
    const text = show(failureIn({ errors: [{ detail: 'First' }, { detail: 'Second' }, { detail: 'First' }] }))
    expect(text.match(/^ {2}\S.*$/gm)).toStrictEqual(['  First', '  Second'])
  })

  test('with a headline that takes as many lines as it needs', () => {
    const title = 'A Title That Goes On And On'
    expect(show(failureIn({ errors: [{ status: '400', title }] }), { width: 20 })).toMatch(
      /^\n✖ 400 A Title That\n {2}Goes On And On\n/,
    )
  })

  test('with the first of many things that were wrong with it', () => {
    const lines = show(
      failureIn({ errors: Array.from({ length: 20 }, () => ({ code: 'a', status: 404 })) }, { status: 500 }),
    ).split('\n')
    expect(lines.filter((line) => line.startsWith('    repaired'))).toHaveLength(5)
    expect(lines.at(-2)?.trim()).toBe('and 15 more')
    const five = show(
      failureIn({ errors: Array.from({ length: 5 }, () => ({ code: 'a', status: 404 })) }, { status: 500 }),
    )
    expect(five).not.toContain('more')
  })

  test('with a retry that the code makes certain, and one that only the status suggests', () => {
    const again = (...errors: readonly object[]) =>
      show(failureIn({ errors }))
        .split('\n')
        .filter((line) => line.startsWith('    again'))
    expect(again({ status: '500', code: 'internal-error' })).toEqual(['    again      Later, as it is.'])
    expect(again({ status: '500', code: 'no-such-code' })).toEqual(['    again    ~ Later, as it is.'])
    const certain = { status: '500', code: 'internal-error' }
    expect(again({ status: '500', code: 'no-such-code' }, certain)).toEqual(['    again      Later, as it is.'])
    expect(again({ status: '401' })).toEqual(['    again    ~ With a fresh access token.'])
  })
})

test('no reason is told twice', () => {
  const told = new Set<string>()
  const failure = failureIn({ errors: [notFound] })
  expect(show(failure, { told })).toContain('    why ')
  expect(show(failure, { told })).not.toContain('    why ')
})

test('received text cannot leave its place', () => {
  const evil = 'x\u001b[2J\u009b1m\r\nEVERYTHING IS FINE\u202e'
  const failure: Failure = {
    errors: [
      {
        status: evil,
        code: evil,
        title: evil,
        detail: `${evil} ${'long '.repeat(1000)}`,
        links: { about: evil },
        source: { pointer: evil, parameter: evil, header: evil },
        meta: { [evil]: evil },
      },
      { code: 'other', source: { pointer: `/${evil}` } },
    ],
    delivery: 'deferred',
    format: 'json:api',
    requestId: evil,
    resource: { type: evil, id: evil },
    field: evil,
    repairs: [{ pointer: evil, message: evil, received: evil }],
  }
  const text = show(failure, { request: {}, label: evil })
  expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
  for (const line of text.split('\n')) expect(line).not.toMatch(/^EVERYTHING/)
  expect(text.length).toBeLessThan(6000)
})

test('a response with 1,000 errors is shown whole', () => {
  const errors = Array.from({ length: 1000 }, (_, index) => ({
    code: 'not-unique',
    source: { pointer: `/data/${index}` },
  }))
  expect(show(failureIn({ errors })).split('\n').length).toBeGreaterThan(1000)
})

test('when to try again is documented where that of the code is, though the status says it', () => {
  const failure = failureIn({ error_code: '403003', message: 'Api Key is invalid' }, { status: 403 })
  expect(show(failure)).toContain('\n    again      Once that is done.\n')
})
