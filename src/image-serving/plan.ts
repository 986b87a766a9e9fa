/** How a server responds where something failed, as plain data that says why. */
import type { ImageService, PropertyEncoding, PropertyFormat } from './services.js'

/** One step of the decision. */
export interface PlanStep {
  /** What was considered. */
  readonly step: 'redirect' | 'default-image' | 'error-image' | 'debug' | 'data' | 'format' | 'text' | 'detail'
  /** Whether it takes place. */
  readonly taken: boolean
  /** Why or why not, for people. */
  readonly why: string
  /** The attribute, command or setting that decides; `reading` where Adobe documents nothing and this is our reading. */
  readonly source: string
}

/** The part that all plans share. */
interface PlanBase {
  /** The decision, step by step. That of `otherwise` goes on from here. */
  readonly because: readonly PlanStep[]
}

/** The texts of an error: https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “ErrorDetail”. */
export interface ErrorWords {
  /** `$error.title$`: short. */
  readonly title: string
  /** `$error.message$`: as much as ErrorDetail allows; equals the title where that is no more. */
  readonly message: string
}

/** A status, and the message as text. It can always be executed. */
export interface TextPlan extends PlanBase {
  readonly kind: 'text'
  readonly status: number
  readonly words: ErrorWords
  /** What `req=debug` shows besides the message; absent for all other requests. */
  readonly debug?: Readonly<Record<string, string>>
}

/** The error in the format that `req=` asks for. It can always be executed. */
export interface PropertiesPlan extends PlanBase {
  readonly kind: 'properties'
  readonly status: number
  readonly format: PropertyFormat
  readonly encoding: PropertyEncoding
  /** The function that JSON is handed to. */
  readonly handler: string
  /** Echoed with JSON. */
  readonly id: string
  readonly words: ErrorWords
}

/** Data: for this kind of request, what failed is no error. It can always be executed. */
export interface DataPlan extends PlanBase {
  readonly kind: 'data'
  readonly status: 200
  readonly format: PropertyFormat
  readonly encoding: PropertyEncoding
  readonly handler: string
  readonly id: string
  /** By their dotted names; none: the response is an empty line. */
  readonly properties: Readonly<Record<string, string>>
  /** How long the response stays fresh, in hours; 0: not at all; -1: forever. */
  readonly expires: number
}

/** The message, drawn into a picture with the status 200. */
export interface ErrorImagePlan extends PlanBase {
  readonly kind: 'error-image'
  readonly service: ImageService
  /** The catalog id or path of `attribute::ErrorImage`. */
  readonly image: string
  /** Never more than level 2: stack traces are for no picture. */
  readonly words: ErrorWords
  /** What `fmt=` of the request asks for; absent where it asks for nothing. */
  readonly fmt?: string
  readonly otherwise: TextPlan
}

/** The commands that a default image keeps where it replaces the whole. */
export interface KeptCommands {
  readonly wid?: string
  readonly hei?: string
  readonly fmt?: string
  readonly qlt?: string
}

/** Another picture in place of a missing one. */
export interface DefaultImagePlan extends PlanBase {
  readonly kind: 'default-image'
  /** Its catalog id or path. */
  readonly image: string
  /** Whether it replaces the whole or a layer. */
  readonly replaces: 'composite' | 'layer'
  /** The number of that layer; absent for the whole. */
  readonly layer?: number
  /** The commands that stay of the request; absent for a layer, where all stay. */
  readonly keep?: KeptCommands
  /** How long the response stays fresh, in hours; 0: not at all; -1: forever. */
  readonly expires: number
  readonly otherwise: ErrorImagePlan | TextPlan
}

/** The response of the secondary server, whatever it is. */
export interface RedirectPlan extends PlanBase {
  readonly kind: 'redirect'
  /** As it is sent: under the root of the secondary server, for the same service. */
  readonly url: string
  /** In milliseconds. */
  readonly connectTimeout: number
  /** In milliseconds. */
  readonly socketTimeout: number
  readonly otherwise: TextPlan
}

/** How to respond. `otherwise` is what to do where that cannot be executed. */
export type ResponsePlan = RedirectPlan | DefaultImagePlan | ErrorImagePlan | PropertiesPlan | DataPlan | TextPlan
