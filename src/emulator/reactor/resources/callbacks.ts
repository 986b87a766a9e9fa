/** Callbacks: addresses that want to hear of audit events. */
import { attributePointer } from '../attributes.js'
import type { Definition, Rule } from '../model.js'
import { statusError } from '../refusal.js'

/** A callback goes to an HTTPS URL. For tests, HTTP will do on this machine unless the emulator is strict. */
const urlIsSecure: Rule = ({ exchange, attributes: { url } }) => {
  if (typeof url !== 'string') return undefined
  if (URL.canParse(url)) {
    const { protocol, hostname } = new URL(url)
    const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
    if (protocol === 'https:' || (protocol === 'http:' && isLoopback && !exchange.emulation.strict)) return undefined
  }
  return statusError(exchange, 422, { detail: 'url has to be an HTTPS URL.', pointer: attributePointer('url') })
}

/**
 * The type `callbacks`. Messages bear no signature: no page of the API names one, nor a secret to compute it with.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/callbacks
 */
export const callbacks: Definition = {
  type: 'callbacks',
  right: 'develop',
  parent: 'property',
  event: 'callback',
  hasAuthors: true,
  attributes: {
    url: { kind: 'text', required: true },
    subscriptions: { kind: 'texts', required: true },
  },
  relations: { property: { kind: 'one', type: 'properties' } },
  rules: [urlIsSecure],
}
