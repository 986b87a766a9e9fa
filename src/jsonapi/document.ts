/** The JSON:API 1.1 shapes that speak of errors, as types: https://jsonapi.org/format/1.1/ */

/** Members whose name starts with `@` may appear anywhere and mean nothing to the specification (JSON:API 1.1, “@-Members”). */
export interface AtMembers {
  readonly [member: `@${string}`]: unknown
}

/** Members of an applied extension are named `namespace:member` (JSON:API 1.1, “Extension Members”). */
export interface ExtensionMembers {
  readonly [member: `${string}:${string}`]: unknown
}

/** Non-standard meta-information, whose members are free (JSON:API 1.1, “Meta Information”). */
export interface Meta {
  readonly [member: string]: unknown
}

/** A link as an object (JSON:API 1.1, “Link objects”). */
export interface LinkObject extends AtMembers {
  /** A URI-reference to the link's target. */
  readonly href: string
  /** The link's relation type. */
  readonly rel?: string
  /** A link to a description of the target, such as an OpenAPI document. */
  readonly describedby?: Link
  /** A label for the destination, for people. */
  readonly title?: string
  /** The media type of the target; a hint. */
  readonly type?: string
  /** The language or languages of the target, as RFC 5646 tags; a hint. */
  readonly hreflang?: string | readonly string[]
  readonly meta?: Meta
}

/** A link: a URI-reference, a link object, or `null` where there is none (JSON:API 1.1, “Links”). */
export type Link = string | LinkObject | null

/** The links of an error object (JSON:API 1.1, “Error Objects”). */
export interface ErrorLinks extends AtMembers {
  /** Leads to further details about this occurrence of the problem. */
  readonly about?: Link
  /** Identifies the type of error that this one is an instance of. */
  readonly type?: Link
}

/** The part of the request that caused the error (JSON:API 1.1, “Error Objects”); should name one of the three. */
export interface ErrorSource extends AtMembers {
  /** A JSON Pointer (RFC 6901) to the value in the request document, `""` for the whole document. */
  readonly pointer?: string
  /** The name of the query parameter, brackets included: `page[size]`. */
  readonly parameter?: string
  /** The name of a single request header. */
  readonly header?: string
}

/**
 * One error object (JSON:API 1.1, “Error Objects”). All members are optional; a valid object has at least one of them.
 * `Code` narrows `code`; without it, any string is allowed.
 */
export interface ErrorObject<Code extends string = string> extends AtMembers, ExtensionMembers {
  /** Identifies this occurrence of the problem. */
  readonly id?: string
  readonly links?: ErrorLinks
  /** The HTTP status that applies to this problem, as a string: `"404"`. */
  readonly status?: string
  /** The application's code of the problem; the member to decide by. */
  readonly code?: Code
  /** A short summary that does not change from occurrence to occurrence, save for localisation. */
  readonly title?: string
  /** A sentence about this occurrence, for people; may be localised. */
  readonly detail?: string
  readonly source?: ErrorSource
  readonly meta?: Meta
}

/** The `jsonapi` member of a document (JSON:API 1.1, “JSON:API Object”). */
export interface JsonApiObject extends AtMembers {
  /** The highest version that the server supports. */
  readonly version?: string
  /** The URIs of all applied extensions. */
  readonly ext?: readonly string[]
  /** The URIs of all applied profiles. */
  readonly profile?: readonly string[]
  readonly meta?: Meta
}

/** The links of a document (JSON:API 1.1, “Top Level”). */
export interface DocumentLinks {
  readonly [name: string]: Link | undefined
}

/** A document that reports errors (JSON:API 1.1, “Top Level”): never with `data` or `included`. */
export interface ErrorDocument<Code extends string = string> extends AtMembers, ExtensionMembers {
  readonly errors: readonly ErrorObject<Code>[]
  readonly meta?: Meta
  readonly jsonapi?: JsonApiObject
  readonly links?: DocumentLinks
}
