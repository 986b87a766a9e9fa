/** What JSON:API says of errors, statement by statement: values that keep it, values that break it, and how. */
import type { ValidateOptions } from '../../../src/jsonapi/validate/index.js'

/** One value, and the rules that it breaks where, in the order of the violations. */
export interface Case {
  readonly name: string
  /** What the specification says, in other words. Every statement has cases that keep it and cases that break it. */
  readonly statement: string
  readonly value: unknown
  /** Default: both versions, with the same violations. */
  readonly version?: '1.0' | '1.1'
  readonly violations: readonly (readonly [rule: string, pointer: string])[]
}

/** A case that only stands with options that no schema can be told of. */
export interface OptionCase extends Case {
  readonly options: ValidateOptions
}

type Row = readonly [name: string, value: unknown, ...violations: (readonly [rule: string, pointer: string])[]]

function about(statement: string, rows: readonly Row[], version?: '1.0' | '1.1'): Case[] {
  return rows.map(([name, value, ...violations]) => ({
    name,
    statement,
    value,
    violations,
    ...(version === undefined ? {} : { version }),
  }))
}

const old = (statement: string, rows: readonly Row[]): Case[] => about(statement, rows, '1.0')
const now = (statement: string, rows: readonly Row[]): Case[] => about(statement, rows, '1.1')

/** The least that nothing is to be said of. */
const fine = { status: '409' }

/** The error object that Adobe's guide to errors shows. */
export const documented: Readonly<Record<string, unknown>> = {
  id: '8a5526da-ab12-4be9-b084-2efe537f388c',
  status: '404',
  code: 'not-found',
  title: 'Record Not Found',
  meta: { request_id: 'jfb0dQ2e0XVTkQ6AOfEJFfTDjguw9x3d' },
  source: { pointer: '/data' },
}

const types = 'An error object has members of these types'
const members = 'An error object has no members but these'
const some = 'An error object has at least one of its members'
const status = 'A status is an HTTP status as a string, and should be given'
const source = 'A source is an object that should have a pointer, a parameter or a header'
const pointer = 'A source pointer is a JSON Pointer'
const header = 'A source header names a single header'
const links = 'The links of an error are about and type, each a link'
const link = 'A link is a URI-reference, a link object or null'
const linkObject = 'A link object has an href, and hints of these types'
const meta = 'A meta is an object'
const names = 'Member names are made of these characters'
const portable = 'Member names should go into a URL as they are'
const atMembers = 'Members that start with @ may be anywhere, and mean nothing'
const extensions = 'The name of an extension member is a namespace, a colon and a member name'

/** Error objects. */
export const errorCases: readonly Case[] = [
  ...about('An error object is an object', [
    ['the documented sample', documented],
    ['null', null, ['error', '']],
    ['an array', [documented], ['error', '']],
    ['a string', 'not-found', ['error', '']],
    ['a number', 404, ['error', '']],
    ['true', true, ['error', '']],
  ]),
  ...now(some, [
    ['one member', { status: '404' }],
    ['only an id', { id: '1' }, ['error-status-given', '']],
    ['only a meta', { meta: {} }, ['error-status-given', '']],
    ['no members', {}, ['error-not-empty', ''], ['error-status-given', '']],
    ['only an @-member', { '@x': 1 }, ['error-not-empty', ''], ['error-status-given', '']],
    ['only an extension member', { 'x:y': 1 }, ['error-not-empty', ''], ['error-status-given', '']],
    ['only an unknown member', { x: 1 }, ['known-member', '/x'], ['error-not-empty', ''], ['error-status-given', '']],
  ]),
  ...old(some, [
    ['no members, which 1.0 allows', {}],
    ['one member, and no advice about a status', { code: 'x' }],
  ]),
  ...about(types, [
    ['strings', { ...fine, id: '', code: '', title: '', detail: '' }],
    ['a code that could not name a member', { ...fine, code: 'invalid-data_element / invalid version' }],
    ['an id that is a number', { ...fine, id: 1 }, ['error-id', '/id']],
    ['an id that is null', { ...fine, id: null }, ['error-id', '/id']],
    ['a code that is a number', { ...fine, code: 4 }, ['error-code', '/code']],
    ['a title that is an object', { ...fine, title: { en: 'x' } }, ['error-title', '/title']],
    ['a detail that is an array', { ...fine, detail: ['x'] }, ['error-detail', '/detail']],
    [
      'all of them, in their order',
      { detail: true, title: 1, code: [], status: null, id: {} },
      ['error-detail', '/detail'],
      ['error-title', '/title'],
      ['error-code', '/code'],
      ['error-status', '/status'],
      ['error-id', '/id'],
    ],
  ]),
  ...about(status, [
    ['400', { status: '400' }],
    ['599', { status: '599' }],
    ['a number', { status: 404 }, ['error-status', '/status']],
    ['null', { status: null }, ['error-status', '/status']],
    ['399', { status: '399' }, ['error-status-http', '/status']],
    ['600', { status: '600' }, ['error-status-http', '/status']],
    ['four digits', { status: '4040' }, ['error-status-http', '/status']],
    ['two digits', { status: '40' }, ['error-status-http', '/status']],
    ['letters after a digit', { status: '4xx' }, ['error-status-http', '/status']],
    ['a letter at the end', { status: '40x' }, ['error-status-http', '/status']],
    ['an exponent', { status: '4e2' }, ['error-status-http', '/status']],
    ['a line break after it', { status: '404\n' }, ['error-status-http', '/status']],
    ['nothing', { status: '' }, ['error-status-http', '/status']],
  ]),
  ...now(status, [
    ['none', { code: 'not-found' }, ['error-status-given', '']],
    ['none beside a code that looks like one', { code: '404' }, ['error-status-given', '']],
  ]),
  ...old(status, [['none', { code: 'not-found' }]]),
  ...about(members, [
    ['all of them', { ...documented, detail: 'x', links: { about: '/x' } }],
    ['another', { ...fine, message: 'x' }, ['known-member', '/message']],
    ['another in another case', { ...fine, Code: 'x' }, ['known-member', '/Code']],
    ['a tilde and a slash in its name', { ...fine, 'a~/b': 'x' }, ['known-member', '/a~0~1b']],
    ['an empty name', { ...fine, '': 'x' }, ['known-member', '/']],
    ['__proto__', JSON.parse('{"status":"409","__proto__":{"code":1}}'), ['known-member', '/__proto__']],
    ['constructor', { ...fine, constructor: 'x' }, ['known-member', '/constructor']],
    ['toString', { ...fine, toString: 'x' }, ['known-member', '/toString']],
    [
      'in its source and links, too',
      { ...fine, source: { pointer: '', value: 1 }, links: { about: '/x', self: '/x' } },
      ['known-member', '/source/value'],
      ['known-member', '/links/self'],
    ],
  ]),
  ...about(source, [
    ['a pointer', { ...fine, source: { pointer: '/data' } }],
    ['a parameter with brackets', { ...fine, source: { parameter: 'page[size]' } }],
    ['two of them', { ...fine, source: { pointer: '/data', parameter: 'x' } }],
    ['none', fine],
    [
      'a pointer, and another by another name',
      { ...fine, source: { pointer: '/data', value: '/data' } },
      ['known-member', '/source/value'],
    ],
    ['a string', { ...fine, source: '/data' }, ['error-source', '/source']],
    ['null', { ...fine, source: null }, ['error-source', '/source']],
    ['an array', { ...fine, source: [{ pointer: '/data' }] }, ['error-source', '/source']],
    ['a parameter that is a number', { ...fine, source: { parameter: 1 } }, ['source-parameter', '/source/parameter']],
  ]),
  ...now(source, [
    ['an empty one', { ...fine, source: {} }, ['source-not-empty', '/source']],
    ['one of @-members', { ...fine, source: { '@x': 1 } }, ['source-not-empty', '/source']],
  ]),
  ...old(source, [['an empty one', { ...fine, source: {} }]]),
  ...about(pointer, [
    ['the whole document', { ...fine, source: { pointer: '' } }],
    ['the member with the empty name', { ...fine, source: { pointer: '/' } }],
    ['escapes', { ...fine, source: { pointer: '/a~1b/c~0d/~01' } }],
    ['empty segments', { ...fine, source: { pointer: '/a//b/' } }],
    ['an operation', { ...fine, source: { pointer: '/atomic:operations/1/data/attributes/title' } }],
    ['any other characters', { ...fine, source: { pointer: '/a b/"/\u0000/😀/%' } }],
    ['a slash at the end alone', { ...fine, source: { pointer: 'data/' } }, ['source-pointer', '/source/pointer']],
    ['dots', { ...fine, source: { pointer: 'data.attributes.name' } }, ['source-pointer', '/source/pointer']],
    ['the form for URIs', { ...fine, source: { pointer: '#/data' } }, ['source-pointer', '/source/pointer']],
    ['a bare tilde', { ...fine, source: { pointer: '/a~' } }, ['source-pointer', '/source/pointer']],
    ['another escape', { ...fine, source: { pointer: '/a~2b' } }, ['source-pointer', '/source/pointer']],
    ['an object', { ...fine, source: { pointer: { of: '/data' } } }, ['source-pointer', '/source/pointer']],
    ['a list', { ...fine, source: { pointer: ['/data'] } }, ['source-pointer', '/source/pointer']],
  ]),
  ...now(header, [
    ['a name', { ...fine, source: { header: 'X-Api-Key' } }],
    ['a number', { ...fine, source: { header: 1 } }, ['source-header', '/source/header']],
    ['two names', { ...fine, source: { header: 'Accept, Authorization' } }, ['source-header', '/source/header']],
    ['a name and its value', { ...fine, source: { header: 'Accept: */*' } }, ['source-header', '/source/header']],
    ['nothing', { ...fine, source: { header: '' } }, ['source-header', '/source/header']],
  ]),
  ...old(header, [
    ['a name, which 1.0 does not know', { ...fine, source: { header: 'Accept' } }, ['known-member', '/source/header']],
  ]),
  ...about(links, [
    ['none', { ...fine, links: {} }],
    ['about', { ...fine, links: { about: 'https://api.example/errors/1' } }],
    ['a string', { ...fine, links: '/x' }, ['error-links', '/links']],
    ['an array', { ...fine, links: [] }, ['error-links', '/links']],
    ['null', { ...fine, links: null }, ['error-links', '/links']],
  ]),
  ...now(links, [['type', { ...fine, links: { type: 'https://api.example/errors' } }]]),
  ...old(links, [
    ['type, which 1.0 does not know', { ...fine, links: { type: '/x' } }, ['known-member', '/links/type']],
  ]),
  ...about(link, [
    ['a path', { ...fine, links: { about: '../x?page[size]=1#y' } }],
    ['nothing, which refers to the document itself', { ...fine, links: { about: '' } }],
    ['percent-encoded characters', { ...fine, links: { about: '/%EC%98%A4' } }],
    ['an object', { ...fine, links: { about: { href: '/x' } } }],
    ['a number', { ...fine, links: { about: 1 } }, ['link', '/links/about']],
    ['a list of URIs', { ...fine, links: { about: ['/x'] } }, ['link', '/links/about']],
    ['a space', { ...fine, links: { about: '/a b' } }, ['link', '/links/about']],
    ['a letter that is not ASCII', { ...fine, links: { about: '/오' } }, ['link', '/links/about']],
    ['half an escape', { ...fine, links: { about: '/%4' } }, ['link', '/links/about']],
    ['a bare percent sign', { ...fine, links: { about: '/100%' } }, ['link', '/links/about']],
    ['a template', { ...fine, links: { about: '/errors/{id}' } }, ['link', '/links/about']],
  ]),
  ...now(link, [
    ['null', { ...fine, links: { about: null, type: null } }],
    ['a list as type, as one profile has it', { ...fine, links: { type: ['/x'] } }, ['link', '/links/type']],
  ]),
  ...old(link, [
    ['null, which 1.0 has only for pagination', { ...fine, links: { about: null } }, ['link', '/links/about']],
  ]),
  ...now(linkObject, [
    [
      'all members',
      {
        ...fine,
        links: {
          about: {
            href: '/x',
            rel: 'next',
            describedby: { href: '/y', describedby: '/z' },
            title: 'X',
            type: 'text/html',
            hreflang: ['en-GB', 'ko'],
            meta: { a: 1 },
          },
        },
      },
    ],
    [
      'a URI as rel, one language',
      { ...fine, links: { about: { href: '', rel: 'https://x.example/rel', hreflang: 'es-419' } } },
    ],
    ['no href', { ...fine, links: { about: {} } }, ['href-given', '/links/about']],
    ['an href of null', { ...fine, links: { about: { href: null } } }, ['link-href', '/links/about/href']],
    ['an href with a space', { ...fine, links: { about: { href: 'a b' } } }, ['link-href', '/links/about/href']],
    [
      'a rel with a space',
      { ...fine, links: { about: { href: '', rel: 'prev next' } } },
      ['link-rel', '/links/about/rel'],
    ],
    ['a rel that is a number', { ...fine, links: { about: { href: '', rel: 1 } } }, ['link-rel', '/links/about/rel']],
    [
      'a title that is null',
      { ...fine, links: { about: { href: '', title: null } } },
      ['link-title', '/links/about/title'],
    ],
    [
      'a type that is a list',
      { ...fine, links: { about: { href: '', type: [] } } },
      ['link-type', '/links/about/type'],
    ],
    [
      'a language with a line',
      { ...fine, links: { about: { href: '', hreflang: 'en_GB' } } },
      ['link-hreflang', '/links/about/hreflang'],
    ],
    [
      'a language that is a number',
      { ...fine, links: { about: { href: '', hreflang: 1 } } },
      ['link-hreflang', '/links/about/hreflang'],
    ],
    [
      'a wrong language among several',
      { ...fine, links: { about: { href: '', hreflang: ['en', '', null] } } },
      ['link-hreflang', '/links/about/hreflang/1'],
      ['link-hreflang', '/links/about/hreflang/2'],
    ],
    [
      'another member',
      { ...fine, links: { about: { href: '', method: 'GET' } } },
      ['known-member', '/links/about/method'],
    ],
    [
      'a wrong description of its description',
      { ...fine, links: { about: { href: '', describedby: { href: '', describedby: 1 } } } },
      ['link', '/links/about/describedby/describedby'],
    ],
    ['a meta that is a list', { ...fine, links: { about: { href: '', meta: [] } } }, ['meta', '/links/about/meta']],
  ]),
  ...old(linkObject, [
    ['href and meta', { ...fine, links: { about: { href: '/x', meta: { a: 1 } } } }],
    ['no href, which 1.0 allows', { ...fine, links: { about: {} } }],
    ['an href that is a number', { ...fine, links: { about: { href: 1 } } }, ['link-href', '/links/about/href']],
    [
      'rel, which 1.0 does not know',
      { ...fine, links: { about: { href: '', rel: 'next' } } },
      ['known-member', '/links/about/rel'],
    ],
  ]),
  ...about(meta, [
    ['an empty one', { ...fine, meta: {} }],
    ['any values', { ...fine, meta: { a: null, b: [1, 'x', { c: [] }], d: { e: { f: false } } } }],
    ['a string', { ...fine, meta: 'x' }, ['meta', '/meta']],
    ['an array', { ...fine, meta: [] }, ['meta', '/meta']],
    ['null', { ...fine, meta: null }, ['meta', '/meta']],
  ]),
  ...about(names, [
    ['letters, digits, and hyphens and low lines within', { ...fine, meta: { 'a-B_9': 1, request_id: 1, '0': 1 } }],
    ['two low lines within', { ...fine, meta: { a__b: 1 } }],
    ['an empty name', { ...fine, meta: { '': 1 } }, ['member-name', '/meta/']],
    ['a low line at the start', { ...fine, meta: { _a: 1 } }, ['member-name', '/meta/_a']],
    ['a low line at the end', { ...fine, meta: { a_: 1 } }, ['member-name', '/meta/a_']],
    ['a hyphen at the start', { ...fine, meta: { '-a': 1 } }, ['member-name', '/meta/-a']],
    ['a space at the end', { ...fine, meta: { 'a ': 1 } }, ['member-name', '/meta/a ']],
    ['only a low line', { ...fine, meta: { _: 1 } }, ['member-name', '/meta/_']],
    ['a dot', { ...fine, meta: { 'a.b': 1 } }, ['member-name', '/meta/a.b']],
    ['a slash and a tilde', { ...fine, meta: { 'a/b~c': 1 } }, ['member-name', '/meta/a~1b~0c']],
    ['a control character', { ...fine, meta: { 'a\u0000b': 1 } }, ['member-name', '/meta/a\u0000b']],
    ['DELETE', { ...fine, meta: { 'a\u007fb': 1 } }, ['member-name', '/meta/a\u007fb']],
    ['__proto__', JSON.parse('{"status":"409","meta":{"__proto__":1}}'), ['member-name', '/meta/__proto__']],
    [
      'wrong names far down, and in objects in arrays',
      { ...fine, meta: { a: { b: [{ c: { 'd+': 1 } }, [{ 'e,': 1 }]] } } },
      ['member-name', '/meta/a/b/0/c/d+'],
      ['member-name', '/meta/a/b/1/0/e,'],
    ],
    ...Array.from('+,.[]!"#$%&\'()*/;<=>?\\^`{|}~', (sign): Row => {
      const segment = sign.replace('~', '~0').replace('/', '~1')
      return [`the sign ${sign}`, { ...fine, meta: { [`a${sign}b`]: 1 } }, ['member-name', `/meta/a${segment}b`]]
    }),
  ]),
  ...about(portable, [
    ['ASCII without spaces', { ...fine, meta: { a: 1 } }],
    ['a space within', { ...fine, meta: { 'a b': 1 } }, ['member-name-portable', '/meta/a b']],
    ['letters that are not ASCII', { ...fine, meta: { 오류: 1 } }, ['member-name-portable', '/meta/오류']],
    ['the first character after ASCII', { ...fine, meta: { '\u0080': 1 } }, ['member-name-portable', '/meta/\u0080']],
    ['a character outside of the basic plane', { ...fine, meta: { '😀': 1 } }, ['member-name-portable', '/meta/😀']],
    ['half of such a character', { ...fine, meta: { '\ud83d': 1 } }, ['member-name-portable', '/meta/\ud83d']],
  ]),
  ...now(atMembers, [
    [
      'everywhere, with anything in them',
      {
        '@context': { 'a+': 1 },
        ...fine,
        source: { pointer: '', '@x': 1 },
        links: { '@x': 1, about: { href: '', '@x': 1 } },
        meta: { '@x': { 'a+': 1 }, '@': 1, '@a:b+c': 1 },
      },
    ],
  ]),
  ...old(atMembers, [
    ['in an error object, where 1.0 does not know them', { ...fine, '@x': 1 }, ['known-member', '/@x']],
    ['in a meta, where 1.0 forbids the sign', { ...fine, meta: { '@x': 1 } }, ['member-name', '/meta/@x']],
  ]),
  ...now(extensions, [
    [
      'everywhere, with anything in them',
      {
        'version:id': { 'a+': 1 },
        ...fine,
        source: { pointer: '', 'x1:y': 1 },
        links: { 'x:y': 1, about: { href: '', 'x:y z': 1 } },
        meta: { 'x:y': { 'a+': 1 } },
      },
    ],
    ['a namespace with a hyphen', { ...fine, 'a-b:c': 1 }, ['extension-member', '/a-b:c']],
    ['no namespace', { ...fine, ':c': 1 }, ['extension-member', '/:c']],
    ['no name', { ...fine, 'a:': 1 }, ['extension-member', '/a:']],
    ['two colons', { ...fine, 'a:b:c': 1 }, ['extension-member', '/a:b:c']],
    ['a sign in the name', { ...fine, 'a:b.c': 1 }, ['extension-member', '/a:b.c']],
    ['a wrong one in a meta', { ...fine, meta: { 'a+:c': { 'd+': 1 } } }, ['extension-member', '/meta/a+:c']],
    [
      'a wrong one in a link object',
      { ...fine, links: { about: { href: '', 'a:': 1 } } },
      ['extension-member', '/links/about/a:'],
    ],
  ]),
  ...old(extensions, [
    ['in an error object, where 1.0 does not know them', { ...fine, 'a:b': 1 }, ['known-member', '/a:b']],
    ['in a meta, where 1.0 forbids the sign', { ...fine, meta: { 'a:b': 1 } }, ['member-name', '/meta/a:b']],
  ]),
]

const errors = [documented]

const documentErrors = 'Errors are an array of error objects in the top-level member errors'
const rootObject = 'A document is an object'
const atLeast = 'A document has data, errors, meta or a member of an extension'
const withoutData = 'errors and data are never in one document'
const included = 'included only goes with data'
const topLevel = 'A document has no members but these'
const ids = 'An id is that of one occurrence'
const titles = 'The title of a problem is the same for every occurrence'
const documentLinks = 'The links of a document are these, each a link'
const jsonapi = 'jsonapi is an object with these members, each of its type'
const atomic = 'atomic:operations and atomic:results are never with errors'

/** Documents. */
export const documentCases: readonly Case[] = [
  ...about(rootObject, [
    ['the documented sample', { errors }],
    ['null', null, ['document', '']],
    ['an array', [{ errors }], ['document', '']],
    ['a string of JSON', JSON.stringify({ errors }), ['document', '']],
    ['a number', 0, ['document', '']],
  ]),
  ...about(atLeast, [
    ['errors', { errors }],
    ['nothing', {}, ['errors-given', '']],
    ['only jsonapi', { jsonapi: { version: '1.0' } }, ['errors-given', '']],
    ['only links', { links: { self: '/x' } }, ['errors-given', '']],
  ]),
  ...about(documentErrors, [
    ['several', { errors: [documented, { ...documented, id: '2' }, { status: '422' }] }],
    ['none, as in a document that reports success', { data: null }, ['errors-given', '']],
    ['only meta', { meta: {} }, ['errors-given', '']],
    ['an object', { errors: documented }, ['document-errors', '/errors']],
    ['null', { errors: null }, ['document-errors', '/errors']],
    ['a string', { errors: 'x' }, ['document-errors', '/errors']],
    ['an empty array', { errors: [] }, ['errors-not-empty', '/errors']],
    [
      'what is no error object',
      { errors: [null, documented, 'x', 1, []] },
      ['error', '/errors/0'],
      ['error', '/errors/2'],
      ['error', '/errors/3'],
      ['error', '/errors/4'],
    ],
    [
      'in the middle of good ones, something wrong',
      { errors: [documented, { status: 404, meta: { 'a+': 1 } }, fine] },
      ['error-status', '/errors/1/status'],
      ['member-name', '/errors/1/meta/a+'],
    ],
    ['not at the top level', { data: { errors } }, ['errors-given', '']],
  ]),
  ...now(documentErrors, [
    ['an empty error object', { errors: [{}] }, ['error-not-empty', '/errors/0'], ['error-status-given', '/errors/0']],
    ['only a member of an extension', { 'x:y': 1 }, ['errors-given', '']],
  ]),
  ...about(withoutData, [
    ['errors alone', { errors }],
    ['both', { data: [], errors }, ['errors-without-data', '/data']],
    ['errors and data that is null', { errors, data: null }, ['errors-without-data', '/data']],
  ]),
  ...about(included, [
    ['neither', { errors }],
    ['with errors', { errors, included: [] }, ['included-with-data', '/included']],
    ['alone', { included: [] }, ['included-with-data', '/included'], ['errors-given', '']],
    ['with both', { errors, data: [], included: [] }, ['errors-without-data', '/data']],
    ['with data', { data: [], included: [] }, ['errors-given', '']],
  ]),
  ...about(topLevel, [
    ['all of them', { jsonapi: { version: '1.1' }, links: { self: '/x' }, meta: { a: 1 }, errors }],
    ['another', { errors, error: 'x' }, ['known-member', '/error']],
    [
      '__proto__',
      JSON.parse('{"errors":[],"__proto__":[]}'),
      ['errors-not-empty', '/errors'],
      ['known-member', '/__proto__'],
    ],
  ]),
  ...now(topLevel, [
    ['@-members and those of extensions', { '@context': 'x', 'version:x': 1, errors }],
    ['a wrong name of one', { errors, 'version:': 1 }, ['extension-member', '/version:']],
  ]),
  ...old(topLevel, [
    ['@-members', { '@context': 'x', errors }, ['known-member', '/@context']],
    ['those of extensions', { errors, 'version:x': 1 }, ['known-member', '/version:x']],
  ]),
  ...about(meta, [
    ['one with members', { errors, meta: { a: { b: 1 } } }],
    ['a string', { errors, meta: 'x' }, ['meta', '/meta']],
    ['one in jsonapi that is null', { errors, jsonapi: { meta: null } }, ['meta', '/jsonapi/meta']],
  ]),
  ...about(names, [
    ['a wrong one in the meta of the document', { errors, meta: { 'a+': 1 } }, ['member-name', '/meta/a+']],
  ]),
  ...about(ids, [
    ['others', { errors: [documented, { ...documented, id: '2' }] }],
    ['none', { errors: [fine, fine] }],
    [
      'the same thrice',
      { errors: [documented, documented, documented] },
      ['error-id-unique', '/errors/1/id'],
      ['error-id-unique', '/errors/2/id'],
    ],
  ]),
  ...about(titles, [
    [
      'the same for one code',
      {
        errors: [
          { ...fine, code: 'a', title: 'A' },
          { ...fine, code: 'a', title: 'A' },
        ],
      },
    ],
    [
      'others for other codes',
      {
        errors: [
          { ...fine, code: 'a', title: 'A' },
          { ...fine, code: 'b', title: 'B' },
        ],
      },
    ],
    [
      'others where no code tells',
      {
        errors: [
          { ...fine, title: 'A' },
          { ...fine, title: 'B' },
        ],
      },
    ],
    [
      'none beside one',
      {
        errors: [
          { ...fine, code: 'a', title: 'A' },
          { ...fine, code: 'a' },
        ],
      },
    ],
    [
      'another for one code, and the first again',
      {
        errors: [
          { ...fine, code: 'a' },
          { ...fine, code: 'a', title: 'A' },
          { ...fine, code: 'a', title: 'B' },
          { ...fine, code: 'a', title: 'A' },
        ],
      },
      ['error-title-stable', '/errors/2/title'],
    ],
  ]),
  ...about(documentLinks, [
    ['none', { errors, links: {} }],
    [
      'all',
      { errors, links: { self: '/x', related: { href: '/x' }, first: null, last: null, prev: null, next: '/x' } },
    ],
    ['a string', { errors, links: '/x' }, ['document-links', '/links']],
    ['another', { errors, links: { about: '/x' } }, ['known-member', '/links/about']],
    ['a wrong one', { errors, links: { self: 1, next: false } }, ['link', '/links/self'], ['link', '/links/next']],
  ]),
  ...now(documentLinks, [['describedby and null', { errors, links: { describedby: '/x', self: null } }]]),
  ...old(documentLinks, [
    [
      'describedby, which 1.0 does not know',
      { errors, links: { describedby: '/x' } },
      ['known-member', '/links/describedby'],
    ],
    ['null outside of pagination', { errors, links: { self: null } }, ['link', '/links/self']],
  ]),
  ...about(jsonapi, [
    ['nothing in it', { errors, jsonapi: {} }],
    ['a version and meta', { errors, jsonapi: { version: '1.1', meta: { a: 1 } } }],
    ['a string', { errors, jsonapi: '1.1' }, ['document-jsonapi', '/jsonapi']],
    ['a version that is a number', { errors, jsonapi: { version: 1.1 } }, ['jsonapi-version', '/jsonapi/version']],
    ['another member', { errors, jsonapi: { vendor: 'x' } }, ['known-member', '/jsonapi/vendor']],
  ]),
  ...now(jsonapi, [
    ['ext and profile', { errors, jsonapi: { ext: ['https://jsonapi.org/ext/atomic'], profile: [], '@x': 1 } }],
    ['an ext that is a string', { errors, jsonapi: { ext: 'https://x.example' } }, ['jsonapi-ext', '/jsonapi/ext']],
    [
      'what is no URI',
      { errors, jsonapi: { ext: ['/x:y', 1], profile: ['h2.x:y', 'urn: x'] } },
      ['jsonapi-ext', '/jsonapi/ext/0'],
      ['jsonapi-ext', '/jsonapi/ext/1'],
      ['jsonapi-profile', '/jsonapi/profile/1'],
    ],
  ]),
  ...old(jsonapi, [
    ['ext, which 1.0 does not know', { errors, jsonapi: { ext: [] } }, ['known-member', '/jsonapi/ext']],
  ]),
  ...now(atomic, [
    ['errors alone', { errors }],
    ['operations', { errors, 'atomic:operations': [] }, ['atomic-without-errors', '/atomic:operations']],
    ['results', { errors, 'atomic:results': [] }, ['atomic-without-errors', '/atomic:results']],
    ['results without errors', { 'atomic:results': [] }, ['errors-given', '']],
    [
      'operations and results',
      { 'atomic:operations': [], 'atomic:results': [] },
      ['errors-given', ''],
      ['atomic-without-errors', '/atomic:operations'],
      ['atomic-without-errors', '/atomic:results'],
    ],
  ]),
  ...old(atomic, [
    [
      'operations, which 1.0 does not know',
      { errors, 'atomic:operations': [] },
      ['known-member', '/atomic:operations'],
    ],
  ]),
]

const applied = 'Only applied extensions have members'
const operations = 'An error of an operation should point at it'

/** Documents, held against options. No schema can be told which extensions are applied. */
export const optionCases: readonly OptionCase[] = [
  {
    name: 'those of an applied one',
    statement: applied,
    value: { errors, 'x:y': 1 },
    options: { extensions: ['a', 'x'] },
    violations: [],
  },
  { name: '@-members', statement: applied, value: { errors, '@x': 1 }, options: { extensions: [] }, violations: [] },
  {
    name: 'those of another',
    statement: applied,
    value: { errors: [{ ...fine, 'x:y': 1, meta: { 'x:y': 1 } }], 'x:y': 1 },
    options: { extensions: ['xy'] },
    violations: [
      ['extension-applied', '/errors/0/x:y'],
      ['extension-applied', '/errors/0/meta/x:y'],
      ['extension-applied', '/x:y'],
    ],
  },
  { name: 'a pointer', statement: operations, value: { errors }, options: { extensions: ['atomic'] }, violations: [] },
  {
    name: 'no pointer',
    statement: operations,
    value: { errors: [fine, documented, { ...fine, source: { parameter: 'x' } }] },
    options: { extensions: ['atomic'] },
    violations: [
      ['atomic-pointer', '/errors/0'],
      ['atomic-pointer', '/errors/2'],
    ],
  },
  {
    name: 'no pointer in the only error',
    statement: operations,
    value: { errors: [fine] },
    options: { extensions: ['atomic'] },
    violations: [['atomic-pointer', '/errors/0']],
  },
  {
    name: 'no pointer in a document of 1.0',
    statement: operations,
    value: { errors: [fine] },
    options: { extensions: ['atomic'], version: '1.0' },
    violations: [],
  },
]
