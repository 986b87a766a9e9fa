/** Everything that an emulator knows, as a JSON:API document: read from one at the start, and written as one. */
import { isRecord } from '../../failure/plain.js'
import { buildPointer } from '../../jsonapi/pointer.js'
import { channels } from '../../reactor/channels.js'
import { anyone } from './accounts.js'
import { faultOf } from './attributes.js'
import { USUAL_ORG } from './gateway.js'
import { type Definition, type Definitions, type Emulation, type Errand, taskStates } from './model.js'
import { type Identifier, isTypeName, type Members, newResource, type Resource, type TypeName } from './resource.js'
import { foundCompany } from './resources/companies.js'
import { addPackages } from './resources/seeds.js'

/** A document of resources, such as `GET /emulator/state` gives. */
export interface StateDocument {
  readonly data: readonly object[]
}

/** The state of an emulator: all resources, each with what responses do not show of it below `meta.emulator`. */
export function stateOf({ store }: Pick<Emulation, 'store'>): StateDocument {
  const data = [...store.everything()].map(({ type, id, org, attributes, hidden, one, many, meta }) => {
    const relationships = Object.entries({ ...one, ...many }).map(([name, target]) => [name, { data: target }])
    const emulator = { org, hidden }
    return { type, id, attributes, relationships: Object.fromEntries(relationships), meta: { ...meta, emulator } }
  })
  return { data }
}

/** Brings an emulator back to its seed, and its faults to where they began. */
export function reset(emulation: Emulation): void {
  emulation.work.clear()
  emulation.store.clear()
  emulation.texts.clear()
  emulation.faults.reset()
  fill(emulation, emulation.seed)
}

/** Fills an empty store: with what a document holds, and with Adobe’s extension packages unless that holds packages. */
export function fill(emulation: Emulation, document: unknown): void {
  const { store, definitions } = emulation
  const resources = document === undefined ? [] : readState(definitions, document)
  if (!resources.some(({ type }) => type === 'extension_packages')) addPackages(emulation)
  for (const resource of resources) store.add(completed(emulation, resource))
  for (const resource of resources) {
    const errand: Errand = {
      emulation,
      account: anyone,
      org: resource.org,
      id: 'resumed',
      takeRequested: () => undefined,
    }
    const { derived, resume = {}, plan } = definitions[resource.type]
    const { attributes = {}, one = {} } = derived?.(resource, errand) ?? {}
    store.update(resource, {
      attributes: { ...attributes, ...resource.attributes },
      one: { ...one, ...resource.one },
    })
    const pending = taskStates.filter((state) => resource[channels[state].in][state] === 'pending')
    if (pending.length === 0) plan?.(errand, resource)
    for (const state of pending) resume[state]?.(errand, resource)
  }
}

/** A resource with all attributes that a new one has, and in the company of its organization if it is a property. */
function completed(emulation: Emulation, resource: Resource): Resource {
  const { definitions, store, clock } = emulation
  const { attributes: rules, initial, relations } = definitions[resource.type]
  const now = new Date(clock.now()).toISOString()
  const shown = Object.entries(rules).filter(([, { hidden }]) => !hidden)
  const usual = Object.fromEntries(shown.map(([name, rule]) => [name, rule.initial ?? null]))
  const plain = { created_at: now, updated_at: now, ...usual }
  const started = { ...resource, attributes: { ...plain, ...resource.attributes } }
  const own = initial?.(started, { emulation, account: anyone, org: resource.org })
  const attributes = { ...plain, ...own, ...resource.attributes }
  if ('company' in relations && resource.one['company'] === undefined) foundCompany(emulation, resource.org)
  const [company] = store.ofOrg('companies', resource.org)
  const one = {
    ...('company' in relations && company && { company: { type: company.type, id: company.id } }),
    ...('origin' in relations && { origin: { type: resource.type, id: resource.id } }),
    ...resource.one,
  }
  return Object.assign(resource, { attributes, one })
}

/**
 * The resources of a document. What is missing of one gets an id, the usual organization, and attributes as a new resource of its
 * type has them. Throws a `TypeError` that says where something cannot be read, or is what no such resource has.
 */
function readState(definitions: Definitions, document: unknown): readonly Resource[] {
  const data = isRecord(document) ? document['data'] : undefined
  if (!Array.isArray(data)) throw new TypeError('A state is a JSON:API document whose data is a list of resources.')
  const names = new Set<string>()
  return data.map((item: unknown, index) => {
    const resource = readResource(definitions, item, `/data/${index}`)
    const name = `${resource.type} ${resource.id}`
    if (names.has(name)) throw wrong(`/data/${index}/id`, 'is there twice')
    names.add(name)
    return resource
  })
}

const wrong = (pointer: string, what: string): TypeError =>
  new TypeError(`The state is wrong at ${pointer}: it ${what}.`)

function readResource(definitions: Definitions, item: unknown, pointer: string): Resource {
  if (!isRecord(item)) throw wrong(pointer, 'has to be a resource object')
  const { type, id } = item
  if (!isTypeName(type)) throw wrong(`${pointer}/type`, 'is no type of resource')
  // Others could not be asked for.
  if (id !== undefined && !(typeof id === 'string' && /^[^/?#\s]+$/.test(id))) {
    throw wrong(`${pointer}/id`, 'has to be text that fits into a path')
  }
  const { emulator, ...meta } = recordAt(item, 'meta', pointer)
  const { org = USUAL_ORG, ...own } = recordAt({ emulator }, 'emulator', `${pointer}/meta`)
  if (typeof org !== 'string') throw wrong(`${pointer}/meta/emulator/org`, 'has to be text')
  const blank = newResource(type, org)
  const { attributes: rules, relations } = definitions[type]
  return {
    ...blank,
    id: id ?? blank.id,
    attributes: readAttributes(rules, recordAt(item, 'attributes', pointer), `${pointer}/attributes`),
    hidden: recordAt(own, 'hidden', `${pointer}/meta/emulator`),
    ...readRelationships(relations, recordAt(item, 'relationships', pointer), `${pointer}/relationships`),
    meta,
  }
}

/** The object under a name; an empty one where there is none. */
function recordAt(members: Members, name: string, pointer: string): Members {
  const value = members[name] ?? {}
  if (!isRecord(value)) throw wrong(pointer + buildPointer([name]), 'has to be an object')
  return value
}

function readAttributes(rules: Definition['attributes'], attributes: Members, pointer: string): Members {
  for (const [name, rule] of Object.entries(rules)) {
    const fault = faultOf(rule, attributes[name])
    if (fault !== undefined) throw wrong(`${pointer}/${name}`, fault)
  }
  return attributes
}

/** What relationships lead to. Those without `data`, as responses have them, follow from other resources. */
function readRelationships(
  relations: Definition['relations'],
  relationships: Members,
  pointer: string,
): Pick<Resource, 'one' | 'many'> {
  const one: [string, Identifier | null][] = []
  const many: [string, Identifier[]][] = []
  for (const name of Object.keys(relationships)) {
    const at = pointer + buildPointer([name])
    const { data } = recordAt(relationships, name, pointer)
    if (data === undefined) continue
    const relation = Object.hasOwn(relations, name) ? relations[name] : undefined
    const read = (value: unknown, place: string): Identifier => readIdentifier(value, place, relation?.type)
    if (Array.isArray(data) && relation?.kind !== 'one') {
      many.push([name, data.map((item, index) => read(item, `${at}/data/${index}`))])
    } else if (relation?.kind === 'many') throw wrong(`${at}/data`, 'has to be a list')
    else one.push([name, data === null ? null : read(data, `${at}/data`)])
  }
  return { one: Object.fromEntries(one), many: Object.fromEntries(many) }
}

/** Names a resource, of a type if it has to be of one. */
function readIdentifier(value: unknown, pointer: string, wanted: TypeName | undefined): Identifier {
  const { type, id } = isRecord(value) ? value : {}
  if (isTypeName(type) && typeof id === 'string' && type === (wanted ?? type)) return { type, id }
  throw wrong(pointer, `has to name a resource${wanted === undefined ? '' : ` of type ${wanted}`} by type and id`)
}
