/** The ways in which a request fails before its handler sees it, and by which names frameworks report them. */

/** One way to fail. */
export interface RequestFault {
  readonly status: number
  /** What happened, in words that repeat nothing of the request. */
  readonly detail: string
  /** The request header at fault, where it is one. */
  readonly header?: string
}

// Statuses are those of RFC 9110 and RFC 6585.

export const malformedJson: RequestFault = { status: 400, detail: 'The body is not JSON.' }
export const emptyBody: RequestFault = { status: 400, detail: 'The body is empty, and a document is needed.' }
const refusedJson: RequestFault = { status: 400, detail: 'The body is not JSON that this server takes.' }
export const scalarJson: RequestFault = { status: 400, detail: 'The document has to be an object or an array.' }
export const notUtf8: RequestFault = { status: 400, detail: 'The body is not UTF-8.' }
export const brokenOff: RequestFault = { status: 400, detail: 'The connection broke before the body had arrived.' }
const wrongLength: RequestFault = {
  status: 400,
  detail: 'The body is not as long as announced.',
  header: 'content-length',
}
export const malformedUrl: RequestFault = {
  status: 400,
  detail: 'The URL holds a percent sign that starts no valid escape.',
}
const deepQuery: RequestFault = { status: 400, detail: 'The form is nested too deeply.' }
export const malformedRequest: RequestFault = { status: 400, detail: 'The request is not HTTP that this server reads.' }
export const unknownRoute: RequestFault = { status: 404, detail: 'There is nothing at this path.' }
export const methodNotAllowed: RequestFault = {
  status: 405,
  detail: 'The resource at this path does not take this method.',
}
export const requestTimeout: RequestFault = { status: 408, detail: 'The request took too long to arrive.' }
export const bodyTooLarge: RequestFault = { status: 413, detail: 'The body is larger than this server reads.' }
const manyParameters: RequestFault = {
  status: 413,
  detail: 'The form has more parameters than this server reads.',
}
const longParameter: RequestFault = {
  status: 414,
  detail: 'A part of the path is longer than this server reads.',
}
export const mediaType: RequestFault = {
  status: 415,
  detail: 'This server does not read bodies of this media type.',
  header: 'content-type',
}
const charset: RequestFault = {
  status: 415,
  detail: 'This server does not read bodies in this charset.',
  header: 'content-type',
}
export const encoding: RequestFault = {
  status: 415,
  detail: 'This server does not read bodies in this encoding.',
  header: 'content-encoding',
}
export const headersTooLarge: RequestFault = { status: 431, detail: 'The headers are larger than this server reads.' }

/**
 * What the errors of frameworks are called: `type` of body-parser and raw-body (Express, Koa), `code` of Fastify. All of these
 * come of a request alone, never of what a handler does.
 *
 * @see https://github.com/expressjs/body-parser#errors
 * @see https://fastify.dev/docs/latest/Reference/Errors/
 */
export const faultsByName: ReadonlyMap<unknown, RequestFault> = new Map<unknown, RequestFault>([
  ['charset.unsupported', charset],
  ['encoding.unsupported', encoding],
  ['entity.parse.failed', malformedJson],
  ['entity.too.large', bodyTooLarge],
  ['parameters.too.many', manyParameters],
  ['querystring.parse.rangeError', deepQuery],
  ['request.aborted', brokenOff],
  ['request.size.invalid', wrongLength],
  ['FST_ERR_BAD_URL', malformedUrl],
  ['FST_ERR_CTP_BODY_TOO_LARGE', bodyTooLarge],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', emptyBody],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', wrongLength],
  ['FST_ERR_CTP_INVALID_JSON_BODY', refusedJson],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', mediaType],
  ['FST_ERR_MAX_PARAM_LENGTH', longParameter],
  ['FST_ERR_NOT_FOUND', unknownRoute],
])
