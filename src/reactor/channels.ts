/** Where the resources of the Reactor API say how work on them went: each state, what it can be, and where its reasons stand. */
import { once } from '../jsonapi/once.js'

/** A state of a resource, or what stands in the place of one. */
export interface Channel {
  /** Where the state stands. */
  readonly in: 'attributes' | 'meta'
  /** The state that says that it went wrong. */
  readonly failed: string
  /** The states that end the work, where any other may lead to one of them. All other work is under way while it is `pending`. */
  readonly ends?: readonly string[]
  /** The member of `meta` that holds the reasons. */
  readonly details?: string
  /** Why there may be no reason to show, to end a sentence with. */
  readonly unexplained: string
  /** The only type of resources that has it, where others use the member for something else. */
  readonly type?: string
}

/** The words for states. */
export type ChannelName = 'status' | 'refresh_status' | 'republish_status' | 'build_status' | 'state' | 'test_exchange'

const UNDOCUMENTED = 'the documentation names no member for the reason'

/**
 * Every state by the member that holds it.
 *
 * `status` of whatever is worked on, and `refresh_status` of secrets, have their reasons beside them; `republish_status` of builds
 * and the `state` of usage authorizations have none that is documented; `build_status` of libraries is that of the last build,
 * which has the reasons; `test_exchange` of secrets is no state, but what a token server said.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/error-handling
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/secrets
 */
export const channels: Readonly<Record<ChannelName, Channel>> = {
  status: {
    in: 'attributes',
    failed: 'failed',
    ends: ['succeeded', 'failed'],
    details: 'status_details',
    unexplained: 'its status_details give no reason',
  },
  refresh_status: {
    in: 'meta',
    failed: 'failed',
    details: 'refresh_status_details',
    unexplained: 'its refresh_status_details give no reason',
  },
  republish_status: { in: 'meta', failed: 'failed', unexplained: UNDOCUMENTED },
  build_status: { in: 'meta', failed: 'failed', unexplained: 'its last build has the reason' },
  state: {
    in: 'attributes',
    failed: 'rejected',
    unexplained: UNDOCUMENTED,
    type: 'extension_package_usage_authorizations',
  },
  test_exchange: { in: 'meta', failed: 'failed', details: 'test_exchange', unexplained: UNDOCUMENTED },
}

/** Whether the work that a state tells of is still under way. A state that nobody knows may lead to one that ends it. */
export function isUnderWay({ ends }: Channel, state: unknown): state is string {
  return ends === undefined ? state === 'pending' : typeof state === 'string' && !ends.includes(state)
}

/** The members of `meta` that can tell of a failure: states, and what holds their reasons. */
export const channelsInMeta: () => ReadonlySet<string> = /* @__PURE__ */ once(
  () =>
    new Set(
      Object.entries(channels).flatMap(([state, channel]) =>
        [channel.in === 'meta' ? state : [], channel.details ?? []].flat(),
      ),
    ),
)
