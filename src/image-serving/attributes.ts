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

/** How an attribute is read. */
interface Rule {
  /** Holds where nobody sets it. Documented for the expirations; for the others the most careful value. */
  readonly builtIn: string
  /** Whether empty counts as a value, so that it switches off; else it inherits, as if it were not there. */
  readonly isOffWhenEmpty?: boolean
  readonly pattern: RegExp
  /** What the pattern wants, for people. */
  readonly wants: string
}

const hours = { pattern: /^(?:-1|\d{1,9}(?:\.\d{1,9})?)$/, wants: 'a number of hours, 0 or -1' }
const picture = {
  builtIn: '',
  isOffWhenEmpty: true,
  pattern: /^[^\0]{0,4096}$/,
  wants: 'the id or the path of a picture',
}

const rules: Readonly<Record<AttributeName, Rule>> = {
  ErrorDetail: { builtIn: '0', pattern: /^[0-3]$/, wants: 'one of 0, 1, 2 and 3' },
  ErrorImage: picture,
  DefaultImage: picture,
  DefaultImageMode: { builtIn: '0', pattern: /^[01]$/, wants: '0 or 1' },
  DefaultExpiration: { builtIn: '1', ...hours },
  Expiration: { builtIn: '10', ...hours },
  NonImgExpiration: { builtIn: '0.1', ...hours },
  MaxPix: { builtIn: '0', pattern: /^\d{1,12}$/, wants: 'a whole number of pixels' },
}

/** The names of the attributes that `resolveAttributes` reads. */
export const attributeNames: readonly AttributeName[] = Object.keys(rules) as AttributeName[] // Its keys are of that type.

/** The names of those that a rule can override; anything else that it says is passed over. */
export const ruleAttributeNames: readonly AttributeName[] = ['DefaultImageMode', 'ErrorImage', 'Expiration', 'MaxPix']

/**
 * What holds for a request: what its rule says, else its catalog, else the default catalog, else what is built in. `ErrorImage` and
 * `DefaultImage` that are set and empty are switched off; every other attribute that is empty counts as not set (references of the
 * attributes). Throws a `TypeError` that names every value that its attribute does not take.
 */
export function resolveAttributes(sources: AttributeSources = {}): Attributes {
  const problems: string[] = []
  const from: Partial<Record<AttributeName, AttributeOrigin>> = {}
  const find = (name: AttributeName): string => {
    const { value, origin } = setting(name, sources)
    if (!rules[name].pattern.test(value)) problems.push(`attribute::${name} (${origin}) has to be ${rules[name].wants}`)
    from[name] = origin
    return value
  }
  const found = {
    // The patterns see to the ranges, of which no wrong one gets past the throw below.
    ErrorDetail: Number(find('ErrorDetail')) as Attributes['ErrorDetail'],
    ErrorImage: find('ErrorImage'),
    DefaultImage: find('DefaultImage'),
    DefaultImageMode: Number(find('DefaultImageMode')) as Attributes['DefaultImageMode'],
    DefaultExpiration: Number(find('DefaultExpiration')),
    Expiration: Number(find('Expiration')),
    NonImgExpiration: Number(find('NonImgExpiration')),
    MaxPix: Number(find('MaxPix')),
    from: from as Attributes['from'],
  }
  const redirect = redirectOf(sources.redirect ?? {}, problems)
  if (problems.length > 0) throw new TypeError(`The configuration is wrong: ${problems.join('; ')}`)
  return redirect === undefined ? found : { ...found, redirect }
}

function setting(name: AttributeName, sources: AttributeSources): { value: string; origin: AttributeOrigin } {
  for (const origin of ['rule', 'catalog', 'default'] as const) {
    const attributes: ErrorAttributes =
      (origin === 'rule' && !ruleAttributeNames.includes(name) ? undefined : sources[origin]) ?? {}
    const value = attributes[name]
    if (value === undefined || (value === '' && !rules[name].isOffWhenEmpty)) continue
    return { value: String(value), origin }
  }
  return { value: rules[name].builtIn, origin: 'built-in' }
}

function redirectOf(settings: RedirectSettings, problems: string[]): Required<RedirectSettings> | undefined {
  const { rootUrl = '', connectTimeout = 5_000, socketTimeout = 10_000 } = settings
  for (const [name, value] of Object.entries({ connectTimeout, socketTimeout })) {
    if (!(Number.isInteger(value) && value > 0 && value <= 3_600_000)) {
      problems.push(`PS::errorRedirect.${name} has to be a number of milliseconds up to an hour`)
    }
  }
  if (rootUrl === '') return undefined
  if (!/^https?:\/\/[^/?#\s@]+\/*$/i.test(rootUrl)) {
    problems.push('PS::errorRedirect.rootUrl has to be the root of a server: https://other.example')
  }
  return { rootUrl: rootUrl.replace(/\/+$/, ''), connectTimeout, socketTimeout }
}
