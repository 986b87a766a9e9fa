/** The URLs of the API, each with the methods that it answers; `*` stands for an id. */
import { definitions } from './definitions.js'
import { type Handler, index, related, relationship, show } from './read-endpoints.js'
import type { TypeName } from './resource.js'
import { builds, createBuild } from './resources/builds.js'
import { contents } from './resources/library-contents.js'
import { changeContents, changeEnvironment } from './resources/library-endpoints.js'
import { createPackage, updatePackage } from './resources/package-upload.js'
import { showProfile } from './resources/profile.js'
import { create, remove, update } from './write-endpoints.js'

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
const creating = (type: TypeName, parent: 'company' | 'property'): Methods => writing('POST', create(type, parent))

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
      if (relation.kind !== 'inverse' && relation.self) {
        yield [`${type}/*/relationships/${name}`, reading(relationship(type, name))]
      }
    }
  }
}

/** URLs that write, or that belong to no resource. */
function* special(): Generator<readonly [string, Methods]> {
  yield ['companies', reading(index('companies'))]
  yield ['companies/*/properties', creating('properties', 'company')]
  yield ['properties/*', { ...changing('properties'), ...deleting('properties') }]
  for (const type of ordinary) {
    yield [`properties/*/${type}`, creating(type, 'property')]
    yield [`${type}/*`, { ...changing(type), ...deleting(type) }]
  }
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
  yield ['builds/*', changing(builds.type)]
  yield ['extension_packages', { ...reading(index('extension_packages')), ...writing('POST', createPackage) }]
  yield ['extension_packages/*', writing('PATCH', updatePackage)]
  yield ['profile', reading(showProfile)]
  yield ['heartbeat', reading(() => ({ status: 200 }))]
}

/** Every URL. */
export const routes: ReadonlyMap<string, Methods> = [...derived(), ...special()].reduce(
  (table, [pattern, methods]) => table.set(pattern, { ...table.get(pattern), ...methods }),
  new Map<string, Methods>(),
)

/** A URL that was found, and the id in it. */
export interface Match {
  readonly methods: Methods
  readonly pathId: string
}

/** Finds the URL of a path: the second segment, if there is one, is an id, and the rest are names. */
export function match(path: readonly string[]): Match | undefined {
  const [first, pathId = '', ...names] = path
  const methods = routes.get(path.length < 2 ? String(first) : [first, '*', ...names].join('/'))
  return methods && { methods, pathId }
}
