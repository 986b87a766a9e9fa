/** The extension packages that are there from the beginning: what Adobe’s own examples install. */
import type { Emulation } from '../model.js'
import { newResource } from '../resource.js'
import { attributesOf } from './package-archive.js'

/** Who owns them. */
const ADOBE = 'Adobe@AdobeOrg'

interface Seed {
  readonly name: string
  readonly displayName: string
  readonly platform: string
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
    actions: ['clear-variables', 'send-beacon', 'set-variables'],
  },
  {
    name: 'facebook-pixel',
    displayName: 'Facebook Pixel',
    platform: 'web',
    actions: ['send-add-to-cart-event', 'send-custom-event', 'send-page-view-event', 'send-purchase-event'],
  },
]

/** Puts the packages into an empty store. */
export function addPackages({ store, clock }: Emulation): void {
  const now = new Date(clock.now()).toISOString()
  const named = (names: readonly string[] = []) => names.map((name) => ({ name, displayName: name }))
  for (const { name, displayName, platform, ...kinds } of seeds) {
    const manifest = {
      name,
      displayName,
      platform,
      version: '1.0.0',
      author: { name: 'Adobe' },
      configuration: {},
      actions: named(kinds.actions),
      conditions: named(kinds.conditions),
      dataElements: named(kinds.dataElements),
      events: named(kinds.events),
    }
    const extensionPackage = newResource('extension_packages', ADOBE)
    const state = {
      availability: 'public',
      cdn_path: `https://assets.adobedtm.com/extensions/${extensionPackage.id}`,
      created_at: now,
      updated_at: now,
      discontinued: false,
      owner_org_id: ADOBE,
      status: 'succeeded',
    }
    store.add({ ...extensionPackage, attributes: { ...attributesOf(manifest), ...state } })
  }
}
