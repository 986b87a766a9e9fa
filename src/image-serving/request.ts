/** A request to Image Serving or Image Rendering, taken apart. */
import type { ImageServingCode } from './image-codes.js'
import type { Layer } from './layers.js'
import type { ImageService, PropertyEncoding, PropertyFormat, RequestType } from './request-types.js'

/** The codes of what can be wrong with a request before anything is looked up. */
type ProblemCode = Extract<
  ImageServingCode,
  'fit-not-applicable' | 'layer-name-invalid' | 'path-retired' | 'request-malformed' | 'unknown-request-type'
>

/** What is wrong with a request before anything is looked up, by the code of the error that comes of it. */
export interface RequestProblem {
  readonly code: ProblemCode
  /** The command at fault; absent where it is none in particular. */
  readonly parameter?: string
  /** For people; holds nothing that the request said. */
  readonly message: string
}

/** A request, taken apart. What it asks for in a way that is wrong is in `problems`, and has its default in all else. */
export interface ImageRequest {
  readonly service: ImageService
  /** Whether it asks for static content: `/is/content/…`, or the retired `/xfl/flash/…`. */
  readonly isContent: boolean
  /** Path and query as they came, without the origin. */
  readonly target: string
  /** What the path names, decoded: `catalog/id`. */
  readonly object: string
  /** What `req=` asks for, in small letters; `img` by default. */
  readonly req: string
  /** What is known of `req`; `undefined` for a kind of request that the service does not know. */
  readonly type: RequestType | undefined
  /** The format of the answer; absent where it is a picture. */
  readonly format?: PropertyFormat
  readonly encoding: PropertyEncoding
  /** The function that JSON is handed to: `handler=`, `s7jsonResponse` by default. */
  readonly handler: string
  /** Echoed with JSON: `id=`, empty by default. */
  readonly id: string
  /** The last of each command, in whichever layer, by its name in small letters. Those for the view may stand anywhere. */
  readonly commands: ReadonlyMap<string, string>
  /** Layer 0, and those that the request defines. */
  readonly layers: readonly [Layer, ...Layer[]]
  readonly problems: readonly RequestProblem[]
}
