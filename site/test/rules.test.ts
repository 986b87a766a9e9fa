import { expect, test } from 'vitest'
import { rules, validateErrorDocument } from '../../src/jsonapi/validate/index.js'
import { ruleExamples } from '../data/rule-examples.js'

const broken = (document: unknown, name: string): readonly string[] =>
  validateErrorDocument(document, ruleExamples[name]?.options).map(({ rule }) => rule)

test.each(Object.entries(ruleExamples))('the examples of %s keep and break it', (name, { valid, invalid }) => {
  expect(broken(valid, name).filter((rule) => rule === name)).toEqual([])
  expect(broken(invalid, name)).toContain(name)
})

test('every rule that JSON can break has examples', () => {
  const lacking = rules.filter(({ name }) => ruleExamples[name] === undefined).map(({ name }) => name)
  expect(lacking).toEqual(['readable', 'all-listed'])
})
