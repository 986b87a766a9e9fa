/** Answers errors where a handler takes a web `Request` and gives a `Response`: Bun, Deno, workerd and others. */
import { type AdaptorOptions, answerer } from './adaptor.js'
import type { RequestLike } from './options.js'
import { type Chunk, jsonOf, type ReadJsonOptions } from './read-json.js'
import type { WebResponse } from './web-response.js'

/** What is needed of a `Request` to read its body. */
export interface WebRequest extends RequestLike {
  readonly body: { getReader(): { read(): Promise<Chunk> } } | null
}

/**
 * Gives a handler that answers whatever `handler` throws or rejects with. Whatever else the platform passes on, `handler` gets:
 * `env` and `context` of workerd, `info` of Deno, `server` of Bun.
 *
 * ```ts
 * export default { fetch: withErrorResponses((request) => { throw reactor.error('not-found') }) }
 * ```
 */
export function withErrorResponses<Request extends RequestLike, Rest extends readonly unknown[], Answer>(
  handler: (request: Request, ...rest: Rest) => Answer | Promise<Answer>,
  options: AdaptorOptions = {},
): (request: Request, ...rest: Rest) => Promise<Answer | WebResponse> {
  const { answer, check } = answerer(options)
  return async (request, ...rest) => {
    try {
      check(request)
      return await handler(request, ...rest)
    } catch (thrown) {
      const { status, headers, body } = answer(thrown, request)
      return new Response(body === '' ? null : body, { status, headers })
    }
  }
}

/**
 * The body of a request as a JSON value; of any media type of JSON, up to a limit. Rejects with a `JsonApiError`: 400 where the
 * body is no JSON (with line and column), no UTF-8, empty, or breaks off; 413 where it is too long; 415 where it is compressed or
 * of another type.
 */
export async function readJson(request: WebRequest, options: ReadJsonOptions = {}): Promise<unknown> {
  const reader = request.body?.getReader()
  return jsonOf(request, () => reader?.read() ?? Promise.resolve({ done: true }), options)
}
