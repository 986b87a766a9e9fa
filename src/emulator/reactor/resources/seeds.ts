/** The extension packages that are there from the beginning: what Adobe’s own examples install. */
import type { Emulation } from '../model.js'
import { newId } from '../resource.js'
import { attributesOf } from './package-attributes.js'

/** Who owns them. */
const ADOBE = 'Adobe@AdobeOrg'

interface Seed {
  readonly name: string
  readonly displayName: string
  readonly platform: string
  readonly configuration?: true
  readonly actions?: readonly string[]
  readonly conditions?: readonly string[]
  readonly dataElements?: readonly string[]
  readonly events?: readonly string[]
}

const core = {
  name: 'core',
  displayName: 'Core',
  actions: ['custom-code'],
  conditions: ['browser', 'cookie', 'custom-code', 'path-and-querystring', 'sampling', 'value-comparison'],
  dataElements: ['constant', 'cookie', 'custom-code', 'dom-attribute', 'javascript-variable', 'path', 'secret'],
  events: ['click', 'custom-code', 'custom-event', 'dom-ready', 'library-loaded', 'page-bottom', 'window-loaded'],
} as const

const seeds: readonly Seed[] = [
  { ...core, platform: 'web' },
  { ...core, platform: 'mobile' },
  { ...core, platform: 'edge' },
  {
    name: 'adobe-analytics',
    displayName: 'Adobe Analytics',
    platform: 'web',
    configuration: true,
    actions: ['clear-variables', 'send-beacon', 'set-variables'],
  },
  {
    name: 'facebook-pixel',
    displayName: 'Facebook Pixel',
    platform: 'web',
    configuration: true,
    actions: ['send-add-to-cart-event', 'send-custom-event', 'send-page-view-event', 'send-purchase-event'],
  },
]

/** Fills an empty store. */
export function seed({ store, clock }: Emulation): void {
  const now = new Date(clock.now()).toISOString()
  const named = (names: readonly string[] = []) => names.map((name) => ({ name, displayName: name }))
  for (const { name, displayName, platform, configuration, ...kinds } of seeds) {
    const manifest = {
      name,
      displayName,
      platform,
      version: '1.0.0',
      author: { name: 'Adobe' },
      ...(configuration && { configuration: {} }),
      actions: named(kinds.actions),
      conditions: named(kinds.conditions),
      dataElements: named(kinds.dataElements),
      events: named(kinds.events),
    }
    store.add({
      type: 'extension_packages',
      id: newId('extension_packages'),
      org: ADOBE,
      attributes: {
        ...attributesOf(manifest),
        availability: 'public',
        created_at: now,
        updated_at: now,
        discontinued: false,
        owner_org_id: ADOBE,
        status: 'succeeded',
      },
      hidden: {},
      one: {},
      many: {},
      meta: {},
    })
  }
}
