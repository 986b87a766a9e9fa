/** The URLs of the API, each with the methods that it takes; `*` stands for an id. */
import { definitions } from './definitions.js'
import { type Handler, index, related, relationship, show } from './read-endpoints.js'
import type { TypeName } from './resource.js'
import { createBuild } from './resources/builds.js'
import { listPackages } from './resources/extension-packages.js'
import { changeContents, changeEnvironment, contents } from './resources/library-contents.js'
import { createNote, notable } from './resources/notes.js'
import { createPackage, replacePackage, updatePackage } from './resources/package-upload.js'
import { showProfile } from './resources/profile.js'
import { authorizeUsage } from './resources/usage-authorizations.js'
import { search } from './search.js'
import { create, type Parent, remove, update } from './write-endpoints.js'

/** What a URL does for one method. */
export interface Endpoint {
  readonly handle: Handler
  /** Whether the request needs a body; default: there need not be one, but if it is there, it is read. */
  readonly needsBody?: true
}

/** The methods of one URL. */
export type Methods = Readonly<Record<string, Endpoint>>

const reading = (handle: Handler): Methods => ({ GET: { handle } })
const writing = (method: string, handle: Handler): Methods => ({ [method]: { handle, needsBody: true } })
const changing = (type: TypeName): Methods => writing('PATCH', update(type))
const deleting = (type: TypeName): Methods => ({ DELETE: { handle: remove(type) } })
const creating = (type: TypeName, parent: Parent): Methods => writing('POST', create(type, parent))

const company: Parent = { relation: 'company', type: 'companies' }
const property: Parent = { relation: 'property', type: 'properties' }

/** What is created under a property, changed and deleted. */
const ordinary = [
  'callbacks',
  'data_elements',
  'environments',
  'extensions',
  'hosts',
  'libraries',
  'rule_components',
  'rules',
  'secrets',
] as const

/** URLs that follow from the definitions: every resource, and what its relationships lead to. */
function* derived(): Generator<readonly [string, Methods]> {
  for (const { type, relations } of Object.values(definitions)) {
    if (type === 'users') continue
    yield [`${type}/*`, reading(show(type))]
    for (const [name, relation] of Object.entries(relations)) {
      yield [`${type}/*/${name}`, reading(related(type, name, relation))]
      if ((relation.kind === 'one' || relation.kind === 'many') && relation.self) {
        yield [`${type}/*/relationships/${name}`, reading(relationship(type, name))]
      }
    }
  }
}

/** URLs that write, or that belong to no resource. */
function* special(): Generator<readonly [string, Methods]> {
  for (const type of ['companies', 'audit_events', 'extension_package_usage_authorizations'] as const) {
    yield [type, reading(index(type))]
  }
  yield ['companies/*/properties', creating('properties', company)]
  yield ['companies/*/app_configurations', creating('app_configurations', company)]
  for (const type of ['app_configurations', 'properties', 'extension_package_usage_authorizations'] as const) {
    yield [`${type}/*`, { ...changing(type), ...deleting(type) }]
  }
  for (const type of ordinary) {
    yield [`properties/*/${type}`, creating(type, property)]
    yield [`${type}/*`, { ...changing(type), ...deleting(type) }]
  }
  // The callbacks endpoint page changes them with PUT, the API description with PATCH.
  yield ['callbacks/*', writing('PUT', update('callbacks'))]
  yield ['rules/*/rule_components', creating('rule_components', { relation: 'rules', type: 'rules' })]
  for (const type of notable) yield [`${type}/*/notes`, writing('POST', createNote(type))]
  for (const name of contents) {
    yield [
      `libraries/*/relationships/${name}`,
      {
        ...writing('POST', changeContents(name, 'add')),
        ...writing('PATCH', changeContents(name, 'replace')),
        ...writing('DELETE', changeContents(name, 'remove')),
      },
    ]
  }
  yield [
    'libraries/*/relationships/environment',
    {
      ...writing('POST', changeEnvironment('set')),
      ...writing('PATCH', changeEnvironment('set')),
      DELETE: { handle: changeEnvironment('remove') },
    },
  ]
  yield ['libraries/*/builds', { POST: { handle: createBuild } }]
  yield ['builds/*', changing('builds')]
  yield ['extension_packages', { ...reading(listPackages), ...writing('POST', createPackage) }]
  yield [
    'extension_packages/*',
    {
      ...writing('POST', replacePackage),
      ...writing('PATCH', updatePackage),
      ...deleting('extension_packages'),
    },
  ]
  yield ['extension_packages/*/extension_package_usage_authorizations', writing('POST', authorizeUsage)]
  yield ['heartbeat', reading(() => ({ status: 200 }))]
  yield ['profile', reading(showProfile)]
  yield ['search', writing('POST', search)]
}

function table(): ReadonlyMap<string, Methods> {
  const routes = new Map<string, Methods>()
  for (const [pattern, methods] of [...derived(), ...special()]) {
    routes.set(pattern, { ...routes.get(pattern), ...methods })
  }
  return routes
}

/** Every URL: `properties/*` and a segment or two more. */
export const routes: ReadonlyMap<string, Methods> = table()

/** A URL that the API has. */
export interface Match {
  readonly methods: Methods
  readonly pathId: string
}

/**
 * Finds the URL of a path: the second segment, if there is one, is an id, and the rest are names. Before the relationships of a
 * library its property may stand, as the guide of relationships writes it.
 */
export function match(path: readonly string[]): Match | undefined {
  const isNested = path[0] === 'properties' && path[2] === 'libraries' && path[4] === 'relationships'
  const [first, pathId = '', ...names] = isNested ? path.slice(2) : path
  const methods = routes.get(path.length < 2 ? String(first) : [first, '*', ...names].join('/'))
  return methods && { methods, pathId }
}
