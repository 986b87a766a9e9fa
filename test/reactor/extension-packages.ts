/** Resources of extension packages in any state, and how they are read. */
import type { Failure } from '../../src/failure/failure.js'
import type { ErrorObject } from '../../src/jsonapi/document.js'
import { reactor } from '../../src/reactor/index.js'

/** The errors of a package whose archive was refused. */
export const ERRORS: readonly ErrorObject[] = [
  {
    title: 'Extension Package Archive Error',
    detail: 'The archive cannot be opened.',
    code: 'extension-package-zip-error',
  },
  { title: 'Extension Package Path Invalid', code: 'extension-package-path-error' },
]

/** What an object holds. */
export type Members = Record<string, unknown>

/** A package with this status and this `meta`. */
export const resource = (status: string, meta?: Members, id = 'EP1'): Members => ({
  ...{ type: 'extension_packages', id, attributes: { name: 'kessel', status }, ...(meta && { meta }) },
})

/** What is read of a body; its response was a success where nothing else is said. */
export const parse = (body: unknown, status = 200, headers?: Record<string, string>): Failure[] =>
  reactor.parse(body, { status, headers })
