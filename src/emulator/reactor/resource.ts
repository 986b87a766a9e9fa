/** The resources that the emulator keeps, in the form in which it keeps them. */
import { randomUUID } from 'node:crypto'

/** The types of resources, each with the two letters that its ids begin with. */
const prefixes = {
  builds: 'BL',
  callbacks: 'CB',
  companies: 'CO',
  data_elements: 'DE',
  environments: 'EN',
  extension_packages: 'EP',
  extensions: 'EX',
  hosts: 'HT',
  libraries: 'LB',
  properties: 'PR',
  rule_components: 'RC',
  rules: 'RL',
  secrets: 'SE',
  users: 'UR',
} as const

/** A type of resource: `data_elements`. */
export type TypeName = keyof typeof prefixes

/** Names a resource (JSON:API 1.1, “Resource Identifier Objects”). */
export interface Identifier {
  readonly type: TypeName
  readonly id: string
}

/** Values by name. */
export type Members = Record<string, unknown>

/** A resource; its members change in place. */
export interface Resource extends Identifier {
  /** The organization that it belongs to; others do not see it. */
  readonly org: string
  readonly attributes: Members
  /** Attributes that no answer shows: keys, credentials. */
  readonly hidden: Members
  /** Relationships to one resource or none. */
  readonly one: Record<string, Identifier | null | undefined>
  /** Relationships to any number of resources. */
  readonly many: Record<string, readonly Identifier[] | undefined>
  readonly meta: Members
}

/** An id of a type: `BL` and 32 hexadecimal digits. */
export const newId = (type: TypeName): string => prefixes[type] + randomUUID().replaceAll('-', '')

/** Twelve hexadecimal digits, such as stand in the URLs of builds. */
export const newToken = (): string => randomUUID().slice(-12)

/** What names `resource`, and nothing else of it. */
export const identifierOf = ({ type, id }: Identifier): Identifier => ({ type, id })

/** What an attribute says, if it is text. */
export function textOf(members: Members, name: string): string | undefined {
  const value = members[name]
  return typeof value === 'string' ? value : undefined
}

/** Whether a resource was deleted but can still be looked at. */
export const isDeleted = ({ attributes }: Resource): boolean => typeof attributes['deleted_at'] === 'string'

/** Whether a resource is a revision, which never changes, and not the one that revisions are made from. */
export const isRevision = ({ attributes }: Resource): boolean => Number(attributes['revision_number'] ?? 0) > 0

/** A copy that can be changed without changing the original. */
export function copyOf(resource: Resource): Resource {
  const { attributes, hidden, one, many, meta } = resource
  return {
    ...resource,
    attributes: { ...attributes },
    hidden: { ...hidden },
    one: { ...one },
    many: { ...many },
    meta: { ...meta },
  }
}
