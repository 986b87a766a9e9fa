/** Failures: plain data about one failed request or one failed resource. */
import type { ErrorDocument, ErrorObject } from '../jsonapi/document.js'

/**
 * How a failure reached the reader. `immediate`: as the response to the request that caused it.
 * `deferred`: later, inside a resource that was accepted, worked on and failed.
 */
export type Delivery = 'immediate' | 'deferred'

/**
 * The shape that a failure was read from; of a body that was not read, or not to its end, what kept it from being read:
 * `unread`, `timed-out`, `too-large`, and `malformed` where it broke off. Dialects may add their own.
 */
export type Format =
  | 'json:api'
  | 'gateway'
  | 'ims'
  | 'problem'
  | 'json'
  | 'malformed'
  | 'text'
  | 'html'
  | 'empty'
  | 'unread'
  | 'timed-out'
  | 'too-large'
  | (string & {})

/** The resource that failed, as JSON:API identifies it (JSON:API 1.1, “Resource Identifier Objects”). */
export interface FailedResource {
  readonly type: string
  readonly id: string
}

/** The request that failed. */
export interface FailedRequest {
  /** `GET`. */
  readonly method: string
  /** Its path, without query and fragment: `/properties/PR123`. */
  readonly url: string
}

/** The member that a deferred failure was read from. */
export type DeferredField =
  | 'status_details'
  | 'refresh_status_details'
  | 'status'
  | 'refresh_status'
  | 'republish_status'
  | 'build_status'
  | 'state'
  | 'test_exchange'
  | (string & {})

/** Something in the response that was not as JSON:API wants it, and was kept here while the failure was read all the same. */
export interface Repair {
  /** Where it stood in the response, as a JSON Pointer (RFC 6901). */
  readonly pointer: string
  /** Says what was wrong and how it was read all the same, for people. */
  readonly message: string
  /** The value as it came. */
  readonly received: unknown
}

/** One failed request or one failed resource. Plain data: it can be cloned, stored and sent as it is. */
export interface Failure<Code extends string = string> {
  /** The error objects, in the order of the response; never empty. */
  readonly errors: readonly [ErrorObject<Code>, ...ErrorObject<Code>[]]
  readonly delivery: Delivery
  readonly format: Format
  /** `received` where it was read from somebody's response; absent for what was built here. */
  readonly origin?: 'received'
  /** The request that failed, where a transport knows it. */
  readonly request?: FailedRequest
  /** The status of the HTTP response; absent where there was none. */
  readonly status?: number
  /** The id under which the server knows the request. */
  readonly requestId?: string
  /** How long the server asks to wait before another try, in milliseconds. */
  readonly retryAfter?: number
  /** Deferred: whose status failed. */
  readonly resource?: FailedResource
  /** Deferred: the member where the failure was read. */
  readonly field?: DeferredField
  /** The error document as received, where it says more than its `errors`: `meta`, `jsonapi`, `links`, @-members. */
  readonly document?: ErrorDocument<Code>
  /** The defects of the response itself; absent when it has none. */
  readonly repairs?: readonly Repair[]
  /** How the same request failed before, the first time first; absent where it was not repeated. */
  readonly attempts?: readonly Failure[]
}

/** One failure or several; never empty. */
export type Failures<Code extends string = string> = readonly [Failure<Code>, ...Failure<Code>[]]
