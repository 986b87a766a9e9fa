/** What is read of bodies that other people's services write. */

import type { Failure } from '../../../src/failure/failure.js'
import type { ErrorObject } from '../../../src/jsonapi/document.js'
import { reactor } from '../../../src/reactor/index.js'

/** The failures that a body tells of. */
export const read = (body: unknown, status?: number, contentType?: string): readonly Failure[] =>
  reactor.parse(body, { status, headers: contentType === undefined ? undefined : { 'content-type': contentType } })

/** The errors as read, without `meta`, which holds the body. */
export const errorsOf = (
  body: unknown,
  status?: number,
  contentType?: string,
): readonly Omit<ErrorObject, 'meta' | 'status'>[] | undefined =>
  read(body, status, contentType)[0]?.errors.map(({ meta: _, status: __, ...error }) => error)

/** The member of an error that points at a place. */
export const at = (pointer: string): { readonly source: { readonly pointer: string } } => ({ source: { pointer } })
