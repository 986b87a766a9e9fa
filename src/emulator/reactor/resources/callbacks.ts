/** Callbacks: addresses that want to hear of changes; the emulator keeps them, and calls none. */
import type { Definition } from '../model.js'

/** The type `callbacks`. */
export const callbacks: Definition = {
  type: 'callbacks',
  right: 'develop',
  parent: 'property',
  attributes: {
    url: { kind: 'text', required: true },
    subscriptions: { kind: 'texts', required: true },
  },
  relations: { property: { kind: 'one', type: 'properties' } },
}
