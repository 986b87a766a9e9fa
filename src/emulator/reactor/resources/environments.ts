/** Environments: each delivers the builds of one library to a host. */

import { attributePointer } from '../attributes.js'
import type { Definition, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import { newToken, type Resource, textOf } from '../resource.js'

// What Dynamic Tag Management and tags put into pages: https://assets.adobedtm.com/…/satelliteLib-….js, …/launch-….min.js
const EMBED_CODE =
  /^(?:<script\s+src=")?(?:https?:)?\/\/assets\.adobedtm\.com\/[\w./-]*(satelliteLib-|launch-)[\w.-]*\.js(?:"[^<>]*>\s*<\/script>)?$/

/** An embed code is one, and one of DTM links to production only. */
const embedCode: Rule = ({ exchange, resource, attributes }) => {
  const name = 'embed_code'
  const code = attributes[name]
  if (typeof code !== 'string') return undefined
  const match = EMBED_CODE.exec(code.trim())
  const pointer = attributePointer(name)
  if (match === null) return errorOf(exchange, 'invalid-embed_code', { detail: 'This is no embed code.', pointer })
  const isDtm = match[1] === 'satelliteLib-'
  if (!isDtm || resource.attributes['stage'] === 'production') return undefined
  const detail = 'Embed codes of DTM link to production environments only.'
  return errorOf(exchange, 'invalid-embed_code', { detail, pointer })
}

function filesOf({ attributes }: Resource): Readonly<Record<string, unknown>> {
  const [token, folder] = [newToken(), newToken()]
  const stage = textOf(attributes, 'stage')
  const name = `launch-${token}${stage === 'production' ? '' : `-${stage}`}.min.js`
  return { library_path: folder, library_name: name, status: 'succeeded', token }
}

/** The type `environments`. */
export const environments: Definition = {
  type: 'environments',
  right: 'manage_environments',
  parent: 'property',
  attributes: {
    name: { kind: 'text', required: true },
    archive: { kind: 'flag', initial: false },
    archive_passphrase: { kind: 'text', hidden: true },
    embed_code: { kind: 'text' },
    include_debug_library: { kind: 'flag', initial: true },
    path: { kind: 'text' },
    stage: { kind: 'text', values: ['development', 'staging', 'production'], initial: 'development' },
  },
  relations: {
    property: { kind: 'one', type: 'properties' },
    host: { kind: 'one', type: 'hosts', set: 'optional', self: true },
    library: { kind: 'one', type: 'libraries' },
    builds: { kind: 'inverse', type: 'builds', by: 'environment' },
    secrets: { kind: 'inverse', type: 'secrets', by: 'environment' },
  },
  initial: filesOf,
  rules: [embedCode],
  meta: ({ hidden }) => ({ archive_encrypted: typeof hidden['archive_passphrase'] === 'string' }),
}
