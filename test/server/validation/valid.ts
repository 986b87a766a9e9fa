/** What every list of error objects made of validation errors has to be. */
import { expect } from 'vitest'
import type { ErrorObject } from '../../../src/jsonapi/document.js'
import { resolvePointer } from '../../../src/jsonapi/pointer.js'
import { validateErrorDocument } from '../../../src/jsonapi/validate/index.js'

/** Expects valid error objects, each at a place that `document` has, none twice; gives them. */
export function expectValid<Errors extends readonly ErrorObject[]>(errors: Errors, document: unknown): Errors {
  expect(errors).toBeInstanceOf(Array)
  if (errors.length > 0) expect(validateErrorDocument({ errors })).toEqual([])
  for (const { source, detail } of errors) {
    expect(typeof detail).toBe('string')
    expect(resolvePointer(document, String(source?.pointer))).toMatchObject({ found: true })
  }
  expect(new Set(errors.map(({ source, detail }) => `${source?.pointer}\n${detail}`)).size).toBe(errors.length)
  return errors
}

/** Where each error is and what it says. */
export function told(errors: readonly ErrorObject[]): readonly (readonly [place: unknown, detail: unknown])[] {
  return errors.map(({ source, detail }) => [source?.pointer ?? source?.parameter ?? source?.header, detail])
}
