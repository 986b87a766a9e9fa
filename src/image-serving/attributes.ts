/** The attributes that say how errors are answered, with what a catalog, the default catalog and a rule say of each. */

/** What an attribute is set to, as text or as a number. Empty text is something else than `undefined`. */
export type AttributeValue = string | number | undefined

/** The attributes of one catalog that say how errors are answered. Image Rendering has no default images. */
export interface ErrorAttributes {
  /** What a message tells: 0 and 1 the title, 2 the details, 3 stack traces too. */
  readonly ErrorDetail?: AttributeValue
  /** The picture that errors are drawn into; empty: none, even if the default catalog has one. */
  readonly ErrorImage?: AttributeValue
  /** The picture that stands in for a missing one; empty: none, even if the default catalog has one. */
  readonly DefaultImage?: AttributeValue
  /** 0: the default image replaces the whole; 1: it replaces the missing layer. */
  readonly DefaultImageMode?: AttributeValue
  /** How long default images stay fresh, in hours; 0: not at all; -1: forever. */
  readonly DefaultExpiration?: AttributeValue
  /** As above, of other pictures. */
  readonly Expiration?: AttributeValue
  /** As above, of what is no picture. */
  readonly NonImgExpiration?: AttributeValue
  /** The most pixels that a reply may have; 0: as many as the server can. */
  readonly MaxPix?: AttributeValue
}

/** What a rule of a rule set can override for the requests that it matches (reference of `<rule>`). */
export type RuleAttributes = Pick<ErrorAttributes, 'DefaultImageMode' | 'ErrorImage' | 'Expiration' | 'MaxPix'>

/** The secondary server that requests are passed on to, as `PS::errorRedirect` sets it. */
export interface RedirectSettings {
  /** `https://other.example`; empty or absent: none. */
  readonly rootUrl?: string
  /** In milliseconds; default 5,000. */
  readonly connectTimeout?: number
  /** In milliseconds; default 10,000. */
  readonly socketTimeout?: number
}

/** Where attributes come from. */
export interface AttributeSources {
  /** Those of the catalog that the request names. */
  readonly catalog?: ErrorAttributes
  /** Those of the default catalog: `default.ini`. */
  readonly default?: ErrorAttributes
  /** What the rules say that match the request. */
  readonly rule?: RuleAttributes
  readonly redirect?: RedirectSettings
}

/** What holds for a request. */
export interface Attributes {
  readonly ErrorDetail: 0 | 1 | 2 | 3
  /** Empty: none. */
  readonly ErrorImage: string
  /** Empty: none. */
  readonly DefaultImage: string
  readonly DefaultImageMode: 0 | 1
  /** In hours; 0: not at all; -1: forever. */
  readonly DefaultExpiration: number
  readonly Expiration: number
  readonly NonImgExpiration: number
  /** 0: no limit. */
  readonly MaxPix: number
  /** Absent where there is no secondary server. */
  readonly redirect?: Required<RedirectSettings>
  /** Where the value of each is from. */
  readonly from: Readonly<Record<AttributeName, AttributeOrigin>>
}

/** The name of an attribute. */
export type AttributeName = keyof ErrorAttributes

/** Which source gave an attribute its value; `built-in`: none, so that the server's own holds. */
export type AttributeOrigin = 'rule' | 'catalog' | 'default' | 'built-in'
