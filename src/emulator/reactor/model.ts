/** What handlers and rules are made of: the emulator, an exchange, and what is known of each type of resource. */
import type { ErrorObject } from '../../jsonapi/document.js'
import type { ChannelName } from '../../reactor/channels.js'
import type { Account, Accounts, Right } from './accounts.js'
import type { Clock } from './clock.js'
import type { Faults } from './faults.js'
import type { ApiRequest } from './request.js'
import type { Members, Resource, TypeName } from './resource.js'
import type { Resources, Store } from './store.js'
import type { Delays, Work } from './work.js'

/** What a client may write into an attribute. */
export interface AttributeRule {
  /** `any` leaves the check to the rules of the type. */
  readonly kind: 'text' | 'flag' | 'number' | 'texts' | 'object' | 'any'
  /** Whether creating takes it. */
  readonly required?: true
  /** Whether responses leave it out. */
  readonly hidden?: true
  /** The only values that it takes. */
  readonly values?: readonly string[]
  /** The most characters (Unicode code points) that it takes. */
  readonly longest?: number
  /** Whether it stays as it was created; documents that change it are not heard. */
  readonly fixed?: true
  /** What it is where a client does not say; default: `null`. */
  readonly initial?: unknown
}

/** A relationship: stored with the resource, or read backwards from those that lead to it. */
export type Relation =
  | {
      readonly kind: 'one'
      /** `undefined` where any type will do. */
      readonly type: TypeName | undefined
      /** Whether a document can set it, and whether creating takes it. */
      readonly set?: 'required' | 'optional'
      /** Whether it has a URL of its own. */
      readonly self?: true
      /** Whether its link is the URL of the target itself. */
      readonly links?: 'target'
      /** What its `meta` says of the target; nothing that changes later. */
      readonly meta?: (target: Resource) => Members
    }
  | { readonly kind: 'many'; readonly type: TypeName; readonly set?: 'required' | 'optional'; readonly self?: true }
  | {
      readonly kind: 'inverse'
      readonly type: TypeName
      /** The relationship of those resources that leads here. */
      readonly by: string
    }
  /** What a property holds, without revisions. */
  | { readonly kind: 'held'; readonly type: TypeName }
  | {
      readonly kind: 'read'
      readonly type: TypeName
      /** Finds what it leads to. */
      readonly read: (exchange: Exchange, resource: Resource) => Resources
    }

/** A resource that is about to be created or changed. */
export interface Change {
  readonly exchange: Exchange
  /** The resource as it is going to be. */
  readonly resource: Resource
  /** What the request sets. */
  readonly attributes: Members
  /** The resource as it is; absent where it is created. */
  readonly before?: Resource
}

/** Says what stands against a change. */
export type Rule = (change: Change) => ErrorObject | undefined

/** Says what stands against deleting a resource. */
export type RemovalRule = (exchange: Exchange, resource: Resource) => ErrorObject | undefined

/** What `meta.action` can ask for. */
export interface Action {
  /** The right that it takes, where it is another than for writing. */
  readonly right?: Right
  /** Does it, and gives the resource to respond with. */
  readonly run: (exchange: Exchange, resource: Resource) => Resource
}

/** Where the state of a task stands: that of a resource, of its refresh, or of its being published again. */
export type TaskState = Extract<ChannelName, 'status' | 'refresh_status' | 'republish_status'>

/** Every one of them. */
export const taskStates: readonly TaskState[] = ['status', 'refresh_status', 'republish_status']

/** One type of resource. */
export interface Definition {
  readonly type: TypeName
  /** The right that writing takes; `undefined` where everybody may, or nobody can. */
  readonly right: Right | undefined
  readonly attributes: Readonly<Record<string, AttributeRule>>
  readonly relations: Readonly<Record<string, Relation>>
  /** Relationships to many resources whose URL stands among the links of the resource, too. */
  readonly links?: readonly string[]
  /** The relationship to the resource that it belongs to, and goes with. */
  readonly parent?: string
  /** Lists start with the newest. */
  readonly newestFirst?: true
  /** Whether it says who created and changed it. */
  readonly hasAuthors?: true
  /** What its audit events are called: `data_element`; absent where there are none. */
  readonly event?: string
  /** Attributes that no client sets, for a new resource. */
  readonly initial?: (resource: Resource, viewer: Viewer) => Members
  /** Attributes that no client sets, for a resource that is created or changed, from what it is now. */
  readonly derived?: (resource: Resource, viewer: Viewer) => Partial<Pick<Resource, 'attributes' | 'one'>>
  /** Held before a resource is created or changed; all that they find is answered at once. */
  readonly rules?: readonly Rule[]
  /** Links a new resource to what its document names, where that takes more than setting a relationship. */
  readonly link?: (change: Change, relationships: Members) => void
  /** What is done once a resource was created or changed, such as to start work. */
  readonly saved?: (change: Change) => void
  /** Takes up again what was under way when the state of the emulator was written, by the state that was pending. */
  readonly resume?: Readonly<Partial<Record<TaskState, (errand: Errand, resource: Resource) => void>>>
  /** Plans again what was to come later when the state of the emulator was written. */
  readonly plan?: (errand: Errand, resource: Resource) => void
  readonly removalRules?: readonly RemovalRule[]
  /** What happens to a deleted resource: `mark` leaves it to be looked at. Default: it goes, with all that it owns. */
  readonly removal?: 'mark'
  /** What is done once a resource is gone. */
  readonly removed?: (exchange: Exchange, resource: Resource) => void
  readonly actions?: Readonly<Record<string, Action>>
  /** What `meta` says besides what is stored there. */
  readonly meta?: (resource: Resource, exchange: Viewer) => Members
}

/** Every type of resource. */
export type Definitions = Readonly<Record<TypeName, Definition>>

/** The parts of one emulator. */
export interface Emulation {
  readonly accounts: Accounts
  readonly clock: Clock
  readonly definitions: Definitions
  readonly delays: Delays
  readonly faults: Faults
  readonly store: Store
  /** What it is brought back to; `undefined` for nothing. */
  readonly seed: unknown
  /** Whether what the API is documented to overlook is refused. */
  readonly strict: boolean
  /** How long tokens last, in milliseconds. */
  readonly tokenLifetime: number
  readonly work: Work
  /** The texts of resources that were written before. */
  readonly texts: Map<Resource, string>
  /** Sends callbacks. */
  readonly post: Post
  /** Where it listens: `http://127.0.0.1:8080`. */
  url: string
}

/** Sends a text to a URL, and tells the status of the response; `undefined` where there was none. */
type Post = (url: string, text: string) => Promise<number | undefined>

/** Who looks at a resource. */
export interface Viewer {
  readonly emulation: Emulation
  readonly account: Account
  /** The organization that the request acts for. */
  readonly org: string
}

/** What work needs of the exchange that started it. */
export interface Errand extends Viewer {
  /** The id of the request. */
  readonly id: string
  /** Takes the error that the work which this request starts is to fail with; `undefined` where none was asked for. */
  readonly takeRequested: () => ErrorObject | undefined
}

/** What handlers work on. */
export interface Exchange extends Errand {
  readonly request: ApiRequest
  readonly query: URLSearchParams
  /** The id in the path; empty where the path has none. */
  readonly pathId: string
  /** The document that the request carries; `undefined` where it carries none. */
  readonly document: unknown
  /** The file of an uploaded package; `undefined` where none was uploaded. */
  readonly file: Uint8Array | undefined
}
