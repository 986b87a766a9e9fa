import { expect, test } from 'vitest'
import { rules, validateErrorDocument } from '../../../src/jsonapi/validate/index.js'
import { documentCases, errorCases } from './cases.js'

/** Ids of the pages of the specification that rules may point at, all but the last two in both versions of it. */
const anchors = [
  'document-structure',
  'document-top-level',
  'document-meta',
  'document-links',
  'document-links-link-object',
  'document-jsonapi-object',
  'document-member-names',
  'error-objects',
  'extension-members',
]

const addresses = [
  ...anchors.map((anchor) => `https://jsonapi.org/format/1.1/#${anchor}`),
  'https://jsonapi.org/ext/atomic/#document-structure',
  'https://jsonapi.org/ext/atomic/#processing-errors',
]

test('the list of rules cannot be changed, nor can a rule', () => {
  expect(Object.isFrozen(rules)).toBe(true)
  expect(rules.filter((rule) => !Object.isFrozen(rule))).toEqual([])
})

test('every rule has a name of its own, in kebab-case', () => {
  const names = rules.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => !/^[a-z]+(?:-\$?[a-z]+)*$/.test(name))).toEqual([])
})

test.each([...rules])('$name is one sentence, with a link to where it stands', ({ statement, see, level }) => {
  expect(statement).toMatch(/^[`A-Z].*\.$/)
  expect(addresses).toContain(see)
  expect(['error', 'warning']).toContain(level)
})

test('the rules are these', () => {
  expect(rules.map(({ name, level, statement }) => `${name} (${level}): ${statement}`)).toMatchInlineSnapshot(`
    [
      "readable (error): All of a document can be read.",
      "all-listed (warning): All violations fit on the list.",
      "known-member (error): Objects have only members that the specification names; since 1.1 also @-members and those of extensions.",
      "document (error): A document is an object.",
      "errors-without-data (error): \`errors\` and \`data\` exclude each other.",
      "included-with-data (error): \`included\` goes with \`data\`.",
      "errors-given (error): An error document has \`errors\`.",
      "meta (error): A \`meta\` is an object.",
      "link (error): A link is a URI-reference, a link object or null (1.0: only in pagination).",
      "href-given (error): A link object has an \`href\`.",
      "member-name (error): A member name has letters, digits and non-ASCII characters; between them also "-", "_" and spaces.",
      "member-name-portable (warning): A member name is ASCII without spaces.",
      "extension-member (error): A member of an extension is named by letters and digits, ":" and a member name.",
      "extension-applied (error): Only applied extensions have members.",
      "errors-not-empty (warning): \`errors\` has an error object.",
      "error (error): An error object is an object.",
      "error-not-empty (error): An error object has a member that the specification names.",
      "error-id (warning): \`error.id\` is a string.",
      "error-id-unique (warning): An \`id\` is that of one error object.",
      "error-status-given (warning): An error object has a \`status\`.",
      "error-status-http (warning): A \`status\` is one from "400" to "599".",
      "error-title-stable (warning): Error objects of one \`code\` have one \`title\`.",
      "source-not-empty (warning): A \`source\` has a \`pointer\`, a \`parameter\` or a \`header\`.",
      "atomic-without-errors (error): \`atomic:operations\`, \`atomic:results\` and \`errors\` exclude one another.",
      "atomic-pointer (warning): An error of an operation has a \`source\` with a \`pointer\`.",
      "link-href (error): \`link.href\` is a URI-reference.",
      "link-rel (error): \`link.rel\` is a relation type like "next" or a URI.",
      "link-title (error): \`link.title\` is a string.",
      "link-type (error): \`link.type\` is a string.",
      "link-hreflang (error): \`link.hreflang\` is a language tag like "en-GB" or an array of them.",
      "source-pointer (error): \`source.pointer\` is a JSON Pointer: segments with "/" before each, "~" only as "~0" or "~1".",
      "source-parameter (error): \`source.parameter\` is a string.",
      "source-header (error): \`source.header\` is the name of one header.",
      "error-links (error): \`error.links\` is an object.",
      "error-status (error): \`error.status\` is a string like "404".",
      "error-code (error): \`error.code\` is a string.",
      "error-title (error): \`error.title\` is a string.",
      "error-detail (error): \`error.detail\` is a string.",
      "error-source (error): \`error.source\` is an object.",
      "jsonapi-version (error): \`jsonapi.version\` is a string.",
      "jsonapi-ext (error): \`jsonapi.ext\` is an array of URIs.",
      "jsonapi-profile (error): \`jsonapi.profile\` is an array of URIs.",
      "document-errors (error): \`document.errors\` is an array of error objects.",
      "document-jsonapi (error): \`document.jsonapi\` is an object.",
      "document-links (error): \`document.links\` is an object.",
    ]
  `)
})

test('a violation repeats level, link and statement of its rule', () => {
  const [violation, ...others] = validateErrorDocument({ errors: [{ status: 404 }] })
  const rule = rules.find(({ name }) => name === 'error-status')
  expect(others).toEqual([])
  expect(violation).toEqual({
    rule: 'error-status',
    level: rule?.level,
    pointer: '/errors/0/status',
    message: `Found 404 at /errors/0/status. ${rule?.statement}`,
    see: rule?.see,
  })
})

test.each([...errorCases, ...documentCases])(
  'a violation by JSON:API 1.0 links to that version: $name',
  ({ value }) => {
    const found = [value, { errors: [value] }].flatMap((each) => validateErrorDocument(each, { version: '1.0' }))
    expect(found.filter(({ see }) => !see.startsWith('https://jsonapi.org/format/1.0/#'))).toEqual([])
  },
)
