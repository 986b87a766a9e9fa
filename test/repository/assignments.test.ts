/**
 * Names that come over the wire are never assigned to: `x['__proto__'] = value` changes what `x` is. Whatever is made of such names
 * is made by `Object.fromEntries`, or has no prototype.
 */
import ts from 'typescript'
import { expect, test } from 'vitest'
import { sourceFiles, walk } from './source-files.js'

const ITEM = 'an index of a list'
const OWN = 'a name from a table of our own'
const BARE = 'an object without a prototype'

/** Every assignment to a member whose name is not written out, and what makes it harmless. */
const HARMLESS: readonly (readonly [place: string, why: string])[] = [
  ['cli/check-image.ts: counts[check.verdict]', OWN],
  ['cli/tally.ts: tally[name]', OWN],
  ["cli/validate.ts: counts[violation.level === 'error' ? 'errors' : 'warnings']", OWN],
  ['emulator/image-serving/config.ts: this.records[id]', BARE],
  ['emulator/image-serving/config.ts: this.records[id][member]', BARE],
  ['emulator/image-serving/config.ts: attributes[known]', OWN],
  ['emulator/image-serving/config.ts: catalogs[name]', BARE],
  ['emulator/image-serving/config.ts: server.redirect[setting]', OWN],
  ['emulator/image-serving/config.ts: server.limits[limited]', OWN],
  ['emulator/reactor/attributes.ts: attributes[name]', OWN],
  ['emulator/reactor/attributes.ts: hidden[name]', OWN],
  ['emulator/reactor/attributes.ts: taken[name]', OWN],
  ['emulator/reactor/documents.ts: linked.one[name]', OWN],
  ['emulator/reactor/documents.ts: linked.many[name]', OWN],
  ['emulator/reactor/representation.ts: relationships[name]', OWN],
  ['emulator/reactor/representation.ts: links[name]', OWN],
  ['failure/plain.ts: present[name]', OWN],
  ['failure/read-errors.ts: mended[name]', OWN],
  ['failure/secret-looks.ts: table[[0, 1, 2].reduce((last, place) => rolled(last, word.charCodeAt(place)), 0)]', ITEM],
  ['image-serving/attributes.ts: from[name]', OWN],
  [
    'image-serving/property-text.ts: properties[name]',
    'every name but __proto__, which is defined as a member like any other',
  ],
  ['image-serving/write-properties.ts: encoded[at]', ITEM],
  ['input/responses.ts: items[index]', ITEM],
]

/** Whether a node is an assignment to a member whose name is not written out. */
function isAssignment(node: ts.Node): node is ts.BinaryExpression & { readonly left: ts.ElementAccessExpression } {
  if (!ts.isBinaryExpression(node) || !ts.isElementAccessExpression(node.left)) return false
  const { kind } = node.operatorToken
  const isAssigning = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
  return isAssigning && !ts.isLiteralExpression(node.left.argumentExpression)
}

function assignmentsIn(path: string, tree: ts.SourceFile): readonly string[] {
  const found: string[] = []
  walk(tree, (node) => {
    if (isAssignment(node)) found.push(`${path}: ${node.left.getText()}`)
  })
  return found
}

test('no name is assigned to that came over the wire', () => {
  const found = new Set(sourceFiles.flatMap(({ path, tree }) => assignmentsIn(path, tree)))
  expect([...found].sort()).toEqual(HARMLESS.map(([place]) => place).sort())
})

test('an assignment by a name that came over the wire is found', () => {
  const text = 'copy[name] = 1; copy[name] ??= 2; copy.name = 3; copy["name"] = 4; copy[0] = 5'
  const tree = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true)
  expect(assignmentsIn('a.ts', tree)).toEqual(['a.ts: copy[name]', 'a.ts: copy[name]'])
})
