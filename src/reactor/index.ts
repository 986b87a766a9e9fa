/** The dialect of Adobe's Reactor API (Experience Platform Tags). */
import { defineDialect } from '../dialect/define-dialect.js'
import type { AnyCode, Dialect } from '../dialect/dialect.js'
import { readJsonApi } from '../dialect/readers/json-api.js'
import { readSound } from '../dialect/readers/sound.js'
import type { JsonApiError } from '../failure/json-api-error.js'
import { codes, type ReactorCodes } from './codes.generated.js'
import { readDeferred } from './deferred.js'
import { foreignRetry } from './foreign-retry.generated.js'
import { readGateway } from './gateway.js'
import { readIms } from './ims.js'

export type { ReactorCodes }

/** A code of the Reactor API: the documented ones, and those that were seen in its responses. */
export type ReactorCode = keyof ReactorCodes

/** Any error of the Reactor API. */
export type ReactorError = JsonApiError<AnyCode<ReactorCodes>>

/**
 * Everything that concerns the errors of the Reactor API: immediate ones, deferred ones in `meta.status_details`, and those of
 * the gateway, the sign-in service and the proxies in between.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/error-handling
 */
export const reactor: Dialect<ReactorCodes> = /* @__PURE__ */ defineDialect<ReactorCodes>({
  name: 'ReactorError',
  codes,
  readers: [readSound, readDeferred, readJsonApi, readGateway, readIms],
  retryOf: (code) => (Object.hasOwn(foreignRetry, code) ? foreignRetry[code] : undefined),
})
