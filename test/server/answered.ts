/** Reads answers back, as a client would. */
import { expect } from 'vitest'
import type { ErrorDocument, ErrorObject } from '../../src/jsonapi/document.js'
import { validateErrorDocument } from '../../src/jsonapi/validate/index.js'
import type { ErrorResponse, RespondOptions } from '../../src/server/options.js'
import { renderResponse } from '../../src/server/respond.js'

/** The document in the body of a response that is JSON:API, which holds it to the rules. */
export function documentOf({ body, status }: ErrorResponse): ErrorDocument {
  const document: unknown = JSON.parse(body)
  expect(validateErrorDocument(document).filter(({ level }) => level === 'error')).toEqual([])
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(600)
  // The validator has found nothing to object to.
  return document as ErrorDocument
}

/** The error objects that a client gets. */
export function errorsFor(thrown: unknown, options?: RespondOptions): readonly ErrorObject[] {
  return documentOf(renderResponse(thrown, options)).errors
}

/** The first of them; fails where there is none. */
export function errorFor(thrown: unknown, options?: RespondOptions): ErrorObject {
  const [error] = errorsFor(thrown, options)
  if (error === undefined) throw new Error('The response has no error object')
  return error
}

/** A request with these headers. */
export function request(
  headers: Readonly<Record<string, string>>,
  method = 'GET',
): NonNullable<RespondOptions['request']> {
  return { method, headers, url: '/properties' }
}
