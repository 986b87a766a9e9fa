/** What an extension package shows of its manifest. */
import { isRecord } from '../../../failure/plain.js'
import type { Members } from '../resource.js'
import type { Archive } from './package-zip.js'

/** The attributes that the manifest sets, each with the name that it has there. */
const names: Readonly<Record<string, string>> = {
  actions: 'actions',
  author: 'author',
  conditions: 'conditions',
  configuration: 'configuration',
  data_elements: 'dataElements',
  description: 'description',
  display_name: 'displayName',
  events: 'events',
  exchange_url: 'exchangeUrl',
  hosted_lib_files: 'hostedLibFiles',
  icon_path: 'iconPath',
  main: 'main',
  name: 'name',
  platform: 'platform',
  resources: 'resources',
  shared_modules: 'sharedModules',
  version: 'version',
  view_base_path: 'viewBasePath',
}

/** The attributes that a client cannot change but by uploading the package anew. */
export const fixedAttributes: readonly string[] = Object.keys(names)

/**
 * The attributes of a package with that manifest. Everything that it defines gets its id.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/delegate-descriptor-ids
 */
export function attributesOf(manifest: Archive['manifest']): Members {
  const entries = Object.entries(names).map(([attribute, name]) => {
    const value = manifest[name] ?? null
    return [attribute, withIds(value, { kind: name, owner: String(manifest['name']) })] as const
  })
  return Object.fromEntries(entries)
}

function withIds(value: unknown, { kind, owner }: { readonly kind: string; readonly owner: string }): unknown {
  if (kind === 'configuration' && isRecord(value)) return { ...value, id: `${owner}::extensionConfiguration::config` }
  if (!Array.isArray(value)) return value
  return value.map((one: unknown) =>
    isRecord(one) && typeof one['name'] === 'string' ? { ...one, id: `${owner}::${kind}::${one['name']}` } : one,
  )
}
