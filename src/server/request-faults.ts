/** The ways in which a request fails before its handler sees it, and by which names frameworks report them. */

/** One way to fail. */
export interface RequestFault {
  readonly status: number
  /** What happened, in words that repeat nothing of the request. */
  readonly detail: string
  /** The request header at fault, where it is one. */
  readonly header?: string
}

/** Every way to fail that has a name here. Statuses are those of RFC 9110 and RFC 6585. */
export const requestFaults = {
  malformedJson: { status: 400, detail: 'The body is not JSON.' },
  emptyBody: { status: 400, detail: 'The body is empty, and a document is needed.' },
  refusedJson: { status: 400, detail: 'The body is not JSON that this server takes.' },
  scalarJson: { status: 400, detail: 'The document has to be an object or an array.' },
  notUtf8: { status: 400, detail: 'The body is not UTF-8.' },
  brokenOff: { status: 400, detail: 'The connection broke before the body had arrived.' },
  wrongLength: { status: 400, detail: 'The body is not as long as announced.', header: 'content-length' },
  malformedUrl: { status: 400, detail: 'The URL holds a percent sign that starts no valid escape.' },
  deepQuery: { status: 400, detail: 'The form is nested too deeply.' },
  malformedRequest: { status: 400, detail: 'The request is not HTTP that this server reads.' },
  unknownRoute: { status: 404, detail: 'There is nothing at this path.' },
  methodNotAllowed: { status: 405, detail: 'The resource at this path does not take this method.' },
  requestTimeout: { status: 408, detail: 'The request took too long to arrive.' },
  bodyTooLarge: { status: 413, detail: 'The body is larger than this server reads.' },
  manyParameters: { status: 413, detail: 'The form has more parameters than this server reads.' },
  longParameter: { status: 414, detail: 'A part of the path is longer than this server reads.' },
  mediaType: { status: 415, detail: 'This server does not read bodies of this media type.', header: 'content-type' },
  charset: { status: 415, detail: 'This server does not read bodies in this charset.', header: 'content-type' },
  encoding: {
    status: 415,
    detail: 'This server does not read bodies in this encoding.',
    header: 'content-encoding',
  },
  headersTooLarge: { status: 431, detail: 'The headers are larger than this server reads.' },
} satisfies Record<string, RequestFault>

/**
 * What the errors of frameworks are called: `type` of body-parser and raw-body (Express, Koa), `code` of Fastify. All of these
 * come of a request alone, never of what a handler does.
 *
 * @see https://github.com/expressjs/body-parser#errors
 * @see https://fastify.dev/docs/latest/Reference/Errors/
 */
export const faultsByName: ReadonlyMap<unknown, RequestFault> = new Map<unknown, RequestFault>([
  ['charset.unsupported', requestFaults.charset],
  ['encoding.unsupported', requestFaults.encoding],
  ['entity.parse.failed', requestFaults.malformedJson],
  ['entity.too.large', requestFaults.bodyTooLarge],
  ['parameters.too.many', requestFaults.manyParameters],
  ['querystring.parse.rangeError', requestFaults.deepQuery],
  ['request.aborted', requestFaults.brokenOff],
  ['request.size.invalid', requestFaults.wrongLength],
  ['FST_ERR_BAD_URL', requestFaults.malformedUrl],
  ['FST_ERR_CTP_BODY_TOO_LARGE', requestFaults.bodyTooLarge],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', requestFaults.emptyBody],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', requestFaults.wrongLength],
  ['FST_ERR_CTP_INVALID_JSON_BODY', requestFaults.refusedJson],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', requestFaults.mediaType],
  ['FST_ERR_MAX_PARAM_LENGTH', requestFaults.longParameter],
  ['FST_ERR_NOT_FOUND', requestFaults.unknownRoute],
])
