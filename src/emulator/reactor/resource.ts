/** The resources that the emulator keeps, in the form in which it keeps them. */
import { randomUUID } from 'node:crypto'

/** The types of resources, each with the two letters that its ids begin with. */
const prefixes = {
  app_configurations: 'AC',
  audit_events: 'AE',
  builds: 'BL',
  callbacks: 'CB',
  companies: 'CO',
  data_elements: 'DE',
  environments: 'EN',
  extension_package_usage_authorizations: 'EA',
  extension_packages: 'EP',
  extensions: 'EX',
  hosts: 'HT',
  libraries: 'LB',
  notes: 'NT',
  properties: 'PR',
  rule_components: 'RC',
  rules: 'RL',
  secrets: 'SE',
  users: 'UR',
} as const

/** A type of resource: `data_elements`. */
export type TypeName = keyof typeof prefixes

/** Whether the emulator has such a type. */
export const isTypeName = (text: unknown): text is TypeName => typeof text === 'string' && Object.hasOwn(prefixes, text)

/** Names a resource (JSON:API 1.1, “Resource Identifier Objects”). */
export interface Identifier {
  readonly type: TypeName
  readonly id: string
}

/** Values by name. */
export type Members = Readonly<Record<string, unknown>>

/** What can change of a resource. */
export interface Content {
  readonly attributes: Members
  /** Attributes that no response shows: keys, credentials, and what only the emulator knows. */
  readonly hidden: Members
  /** Relationships to one resource or none. */
  readonly one: Readonly<Record<string, Identifier | null>>
  /** Relationships to any number of resources. */
  readonly many: Readonly<Record<string, readonly Identifier[]>>
  readonly meta: Members
}

/** A resource. Only the store changes it. */
export interface Resource extends Identifier, Content {
  /** The organization that it belongs to; others do not see it. */
  readonly org: string
}

/** Another organization that sees a resource, too. */
export const sharedWith = ({ attributes }: Resource): string | undefined => textOf(attributes, 'authorized_org_id')

/** Some of the members of each part of a resource; those that are `undefined` go. */
export type Changes = Partial<Content>

/** A resource of a new id that has nothing yet. */
export function newResource(type: TypeName, org: string, content: Changes = {}): Resource {
  return { type, id: newId(type), org, attributes: {}, hidden: {}, one: {}, many: {}, meta: {}, ...content }
}

/** An id of a type: `BL` and 32 hexadecimal digits. */
export const newId = (type: TypeName): string => prefixes[type] + randomUUID().replaceAll('-', '')

/** Twelve hexadecimal digits, such as stand in the URLs of builds. */
export const newToken = (): string => randomUUID().slice(-12)

/** What names `resource`, and nothing else of it. */
export const identifierOf = ({ type, id }: Identifier): Identifier => ({ type, id })

/** The text under a name; `undefined` where something else stands there. */
export function textOf(members: Members, name: string): string | undefined {
  const value = members[name]
  return typeof value === 'string' ? value : undefined
}

/** What people call a resource. */
export const nameOf = ({ attributes, id }: Resource): string =>
  textOf(attributes, 'display_name') ?? textOf(attributes, 'name') ?? id

/** Whether a resource was deleted but can still be looked at. */
export const isDeleted = ({ attributes }: Resource): boolean => typeof attributes['deleted_at'] === 'string'

/** Whether a resource is a revision, which never changes, and not the one that revisions are made from. */
export const isRevision = ({ attributes }: Resource): boolean => Number(attributes['revision_number'] ?? 0) > 0
