/** The codes that validation errors have where a service chooses none, after the `invalid-…` codes of Reactor. */

/**
 * The default code of each part of a request, with title and status. They are not Adobe’s: Reactor documents no code for what
 * merely has the wrong shape. `reactor.extend({ codes: validationCodes })` makes a dialect that knows them. Parameters give 400
 * because JSON:API wants that of a query it does not take.
 *
 * @see https://jsonapi.org/format/1.1/#query-parameters
 */
export const validationCodes = {
  'invalid-document': { title: 'Invalid Document', status: 422 },
  'invalid-parameter': { title: 'Invalid Query Parameter', status: 400 },
  'invalid-header': { title: 'Invalid Header', status: 400 },
} as const

/** One of `validationCodes`. */
export type ValidationCode = keyof typeof validationCodes
