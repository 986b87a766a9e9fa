/** Writes down what happens, as audit events, and tells those who subscribed to them, by callbacks. */
import type { Errand } from './model.js'
import { textOfResource } from './representation.js'
import { identifierOf, nameOf, newResource, type Resource } from './resource.js'

/** How many audit events are kept; the oldest make room. */
const MOST_EVENTS = 10_000

/**
 * Writes an audit event about a resource, which it holds as it is now, as JSON text, and sends it to all callbacks of the property
 * that subscribed to events of its type.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/audit-events
 */
export function recordEvent(errand: Errand, verb: 'created' | 'updated' | 'deleted', resource: Resource): void {
  const { store, definitions, clock } = errand.emulation
  const { event } = definitions[resource.type]
  if (event === undefined) return
  const property = resource.type === 'properties' ? resource : store.target(resource, 'property')
  const now = new Date(clock.now()).toISOString()
  const { client } = errand.account
  const record = newResource('audit_events', resource.org, {
    attributes: {
      attributed_to_display_name: client,
      attributed_to_email: `${client}@example.com`,
      created_at: now,
      display_name: nameOf(resource),
      entity: `{"data":${textOfResource(errand, resource)}}`,
      type_of: `${event}.${verb}`,
      updated_at: now,
    },
    one: { entity: identifierOf(resource), property: property === undefined ? null : identifierOf(property) },
    meta: property === undefined ? {} : { property_name: nameOf(property) },
  })
  store.add(record)
  const events = store.all('audit_events')
  const [oldest] = events.length > MOST_EVENTS ? events : []
  if (oldest !== undefined) store.remove(oldest)
  for (const callback of store.leadingTo(property, 'callbacks', 'property')) notify(errand, callback, record)
}

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000]

/** After how long a delivery is tried again, each time counted from the one before. */
// https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/callbacks
const INTERVALS = [MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 12 * HOUR, DAY, 3 * DAY]

/** Sends an audit event to a callback that subscribed to it, until it is taken with 200 or 201 or all attempts have failed. */
function notify(errand: Errand, callback: Resource, record: Resource): void {
  const { url, subscriptions } = callback.attributes
  const isWanted = Array.isArray(subscriptions) && subscriptions.includes(record.attributes['type_of'])
  if (!isWanted || typeof url !== 'string' || !isOnThisMachine(url)) return
  const text = `{"data":${textOfResource(errand, record)}}`
  const { work, post } = errand.emulation
  const attempt = (intervals: readonly number[]): void => {
    void post(url, text).then((status) => {
      const [next, ...more] = status === 200 || status === 201 ? [] : intervals
      if (next !== undefined) work.plan(`${callback.id} ${record.id}`, next, () => attempt(more))
    })
  }
  attempt(INTERVALS)
}

/** Whether a URL leads to this machine: the emulator sends nothing elsewhere. */
export function isOnThisMachine(url: string): boolean {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' }
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$|\.localhost$/.test(hostname)
  return isLoopback && /^https?:$/.test(protocol)
}

/** Posts a message, and tells the status of the response; `undefined` where there was none within ten seconds. */
export async function postMessage(url: string, text: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.api+json' },
      body: text,
      redirect: 'manual',
      signal: AbortSignal.timeout(10 * SECOND),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return undefined
  }
}
