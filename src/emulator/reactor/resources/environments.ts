/** Environments: each delivers the builds of one library to a host. */
import { attributePointer } from '../attributes.js'
import type { Definition, Exchange, Rule } from '../model.js'
import { errorOf, statusError } from '../refusal.js'
import { type Members, newToken, type Resource, textOf } from '../resource.js'

// What Dynamic Tag Management and tags put into pages: https://assets.adobedtm.com/…/satelliteLib-….js, …/launch-….min.js
const ADDRESS = /^(?:https?:)?\/\/assets\.adobedtm\.com\/[\w./-]{1,500}$/
const SCRIPT = /^<script\s{1,9}src="([^"<>\s]{1,500})"[^<>]{0,100}>\s{0,9}<\/script>$/

/** Of which kind the library is that an embed code loads; `undefined` where the text is no embed code. */
function libraryIn(code: string): 'dtm' | 'tags' | undefined {
  // A longer one is none, and is not looked at.
  if (code.length > 1000) return undefined
  const text = code.trim()
  const address = SCRIPT.exec(text)?.[1] ?? text
  if (!ADDRESS.test(address) || !address.endsWith('.js')) return undefined
  const file = address.slice(address.lastIndexOf('/') + 1)
  if (file.startsWith('satelliteLib-')) return 'dtm'
  return file.startsWith('launch-') ? 'tags' : undefined
}

/** An embed code is one, and one of DTM links to production only. */
const embedCode: Rule = ({ exchange, resource, attributes }) => {
  const name = 'embed_code'
  const code = attributes[name]
  if (typeof code !== 'string') return undefined
  const library = libraryIn(code)
  const pointer = attributePointer(name)
  if (library === undefined)
    return errorOf(exchange, 'invalid-embed_code', { detail: 'This is no embed code.', pointer })
  if (library !== 'dtm' || resource.attributes['stage'] === 'production') return undefined
  const detail = 'Embed codes of DTM link to production environments only.'
  return errorOf(exchange, 'invalid-embed_code', { detail, pointer })
}

/** A property has one environment for staging, and one for production. */
const stageIsFree: Rule = ({ exchange, resource }) => {
  const { stage } = resource.attributes
  if (stage !== 'staging' && stage !== 'production') return undefined
  const others = exchange.emulation.store.leadingTo(resource.one['property'], 'environments', 'property')
  if (!others.some(({ id, attributes }) => id !== resource.id && attributes['stage'] === stage)) return undefined
  const detail = `The property has its environment for ${stage} already, and takes no other.`
  return statusError(exchange, 409, { detail, pointer: attributePointer('stage') })
}

const CDN = 'https://assets.adobedtm.com/staging'

function filesOf({ attributes }: Resource): Members {
  const [token, folder] = [newToken(), `${newToken()}/${newToken()}`]
  const stage = textOf(attributes, 'stage')
  const stem = `launch-${token}${stage === 'production' ? '' : `-${stage}`}`
  const entry = (name: string, minified: boolean) => ({
    library_name: name,
    minified,
    references: [`${folder}/${name}`],
    ...(minified && { license_path: `${folder}/${stem}.js` }),
  })
  return {
    library_path: folder,
    library_name: `${stem}.min.js`,
    library_entry_points: [entry(`${stem}.min.js`, true), entry(`${stem}.js`, false)],
    path: attributes['path'] ?? CDN,
    status: 'succeeded',
    token,
  }
}

/** Where the files of an environment are: what it is called there, below a folder of its own. */
export const fileOf = ({ attributes }: Resource, build?: string): string =>
  [CDN, attributes['library_path'], ...(build === undefined ? [] : [build]), attributes['library_name']].join('/')

const hostIsAdobes = ({ emulation: { store } }: Pick<Exchange, 'emulation'>, environment: Resource): boolean =>
  store.target(environment, 'host')?.attributes['type_of'] === 'akamai'

/**
 * The type `environments`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/environments
 */
export const environments: Definition = {
  type: 'environments',
  right: 'manage_environments',
  parent: 'property',
  event: 'environment',
  hasAuthors: true,
  attributes: {
    name: { kind: 'text', required: true },
    archive: { kind: 'flag', initial: false },
    archive_passphrase: { kind: 'text', hidden: true },
    embed_code: { kind: 'text' },
    include_debug_library: { kind: 'flag', initial: true },
    path: { kind: 'text' },
    stage: { kind: 'text', values: ['development', 'staging', 'production'], initial: 'development', fixed: true },
  },
  relations: {
    property: { kind: 'one', type: 'properties' },
    host: { kind: 'one', type: 'hosts', set: 'optional', self: true },
    library: { kind: 'one', type: 'libraries' },
    builds: { kind: 'inverse', type: 'builds', by: 'environment' },
    secrets: { kind: 'inverse', type: 'secrets', by: 'environment' },
  },
  initial: filesOf,
  rules: [embedCode, stageIsFree],
  meta: (environment, viewer) => ({
    archive_encrypted: typeof environment.hidden['archive_passphrase'] === 'string',
    ...(hostIsAdobes(viewer, environment) && { script_sources: [fileOf(environment)] }),
  }),
}
