/** The attributes that say how a server responds, and what holds for a request among those of record, rule, catalog and default. */

/** What an attribute is set to, as text or as a number. Empty text is something else than `undefined`. */
export type AttributeValue = string | number | undefined

/** The attributes of one catalog that say how a server responds. Image Rendering has no default images and no NonImgExpiration. */
export interface ErrorAttributes {
  /** What a message tells: 0 and 1 the title, 2 the details, 3 stack traces too. */
  readonly ErrorDetail?: AttributeValue
  /** The record or the path of the picture that errors are drawn into; empty: none, even if the default catalog has one. */
  readonly ErrorImage?: AttributeValue
  /** The record or the path of the picture that stands in for a missing one; empty: none, even if the default catalog has one. */
  readonly DefaultImage?: AttributeValue
  /** 0: the default image replaces the whole; 1: it replaces the missing layer. */
  readonly DefaultImageMode?: AttributeValue
  /** How long default images stay fresh, in hours; 0: not at all; -1: forever. */
  readonly DefaultExpiration?: AttributeValue
  /** As above, of other pictures. */
  readonly Expiration?: AttributeValue
  /** As above, of what is no picture. */
  readonly NonImgExpiration?: AttributeValue
  /** The largest width and height that a picture may have, in pixels: `2000,2000`; `0,0`: no limit. */
  readonly MaxPix?: AttributeValue
  /** The largest width and height of a picture whose size nobody asks for, in pixels: `400,400`; 0 for either: no limit. */
  readonly DefaultPix?: AttributeValue
  /** As above, for `req=tmb`. */
  readonly DefaultThumbPix?: AttributeValue
  /** Which kinds of objects may be named by paths in place of ids: `include:IS,STATIC` or `exclude:SVG`. */
  readonly AllowDirectAccess?: AttributeValue
  /** The addresses of clients that are let in: `192.0.0.0/8,10.1.2.3`; nobody is shut out without it. */
  readonly ClientAddressFilter?: AttributeValue
}

/**
 * What a rule of a rule set can override for the requests that it matches; DefaultPix only in Image Rendering (references of
 * `<rule>`).
 */
export type RuleAttributes = Pick<
  ErrorAttributes,
  'DefaultImageMode' | 'DefaultPix' | 'ErrorImage' | 'Expiration' | 'MaxPix'
>

/** What the record of one picture says for itself. */
export interface RecordAttributes {
  /** `catalog::Expiration`, in hours; -2 or empty: what the attribute says. */
  readonly Expiration?: AttributeValue
}

/** The secondary server that requests are passed on to, as `PS::errorRedirect` sets it. */
export interface RedirectSettings {
  /** `https://other.example`; empty or absent: none. */
  readonly rootUrl?: string
  /** In milliseconds; default 5,000. */
  readonly connectTimeout?: number
  /** In milliseconds; default 10,000. */
  readonly socketTimeout?: number
}

/** How large pictures may be for the server itself, in millions of pixels (“Image size limits”). */
export interface SizeLimits {
  /** Of a picture that is made; default 16. */
  readonly MaxRenderRgnPixels?: AttributeValue
  /** Of a picture that `req=saveToFile` writes; default 100. */
  readonly MaxSavePixels?: AttributeValue
  /** Of a source that is no pyramid TIFF; default 16. */
  readonly MaxNonDsfSize?: AttributeValue
}

/** Where attributes come from. */
export interface AttributeSources {
  /** Those of the catalog that the request names. */
  readonly catalog?: ErrorAttributes
  /** Those of the default catalog: `default.ini`. */
  readonly default?: ErrorAttributes
  /** What the rules say that match the request. */
  readonly rule?: RuleAttributes
  /** What the record of the object says. */
  readonly record?: RecordAttributes
  /** What the record of the default image says, where it has one. */
  readonly defaultImageRecord?: RecordAttributes
  readonly redirect?: RedirectSettings
  /** `IS::…` */
  readonly limits?: SizeLimits
}

/** Width and height in pixels; 0: no limit. */
export interface PixelLimits {
  readonly width: number
  readonly height: number
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
  readonly MaxPix: PixelLimits
  readonly DefaultPix: PixelLimits
  readonly DefaultThumbPix: PixelLimits
  /** The kinds of objects that paths may name, or may not. */
  readonly AllowDirectAccess: { readonly mode: 'include' | 'exclude'; readonly kinds: readonly ObjectKind[] }
  /** Empty: everybody is let in. */
  readonly ClientAddressFilter: string
  /** In pixels. */
  readonly limits: Readonly<Record<keyof SizeLimits, number>>
  /** Absent where there is no secondary server. */
  readonly redirect?: Required<RedirectSettings>
  /** Where the value of each is from. */
  readonly from: Readonly<Record<AttributeName, AttributeOrigin>>
}

/** The name of an attribute. */
export type AttributeName = keyof ErrorAttributes

/** Which source gave an attribute its value; `built-in`: none, so that the server's own holds. */
export type AttributeOrigin = 'record' | 'rule' | 'catalog' | 'default' | 'built-in'

const objectKinds = ['SVG', 'IS', 'STATIC', 'FXG', 'FLA', 'IR_VNT', 'IR_MAT'] as const

/** A kind of object, as AllowDirectAccess names them. */
export type ObjectKind = (typeof objectKinds)[number]

/** How an attribute is read. */
interface Rule {
  /** Holds where nobody sets it. Documented for the expirations and AllowDirectAccess; for the others the most careful value. */
  readonly builtIn: string
  /** Whether empty counts as a value; else it inherits, as if it were not there. */
  readonly isSetWhenEmpty?: boolean
  readonly pattern: RegExp
  /** What the pattern wants, for people. */
  readonly wants: string
}

const hours = { pattern: /^(?:-1|\d{1,9}(?:\.\d{1,9})?)$/, wants: 'a number of hours, 0 or -1' }
const picture = {
  builtIn: '',
  isSetWhenEmpty: true,
  pattern: /^[^\0]{0,4096}$/,
  wants: 'the id or the path of a picture',
}
const unlimited = { builtIn: '0,0', pattern: /^\d{1,9}, ?\d{1,9}$/, wants: 'a width and a height in pixels: 400,400' }
const kind = `(?:${objectKinds.join('|')})`

const rules: Readonly<Record<AttributeName, Rule>> = {
  ErrorDetail: { builtIn: '0', pattern: /^[0-3]$/, wants: 'one of 0, 1, 2 and 3' },
  ErrorImage: picture,
  DefaultImage: picture,
  DefaultImageMode: { builtIn: '0', pattern: /^[01]$/, wants: '0 or 1' },
  DefaultExpiration: { builtIn: '1', ...hours },
  Expiration: { builtIn: '10', ...hours },
  NonImgExpiration: { builtIn: '0.1', ...hours },
  MaxPix: {
    builtIn: '0,0',
    pattern: /^(?:0, ?0|0{0,8}[1-9]\d{0,8}, ?0{0,8}[1-9]\d{0,8})$/,
    wants: 'a width and a height in pixels, or 0,0 for any: 2000,2000',
  },
  DefaultPix: unlimited,
  DefaultThumbPix: unlimited,
  AllowDirectAccess: {
    // The page names “exclude” and “include:IS,STATIC”, each as the default.
    builtIn: 'exclude:',
    isSetWhenEmpty: true,
    pattern: new RegExp(`^(?:(?:in|ex)clude:)?(?:${kind}(?:, ?${kind})*)?$`),
    wants: `include: or exclude: and kinds of objects (${objectKinds.join(', ')})`,
  },
  ClientAddressFilter: {
    builtIn: '',
    pattern: /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?:, ?(?!$)|$))*$/,
    wants: 'addresses with or without the length of a netmask: 192.0.0.0/8',
  },
}

/** The names of the attributes that `resolveAttributes` reads. */
export const attributeNames: readonly AttributeName[] = /* @__PURE__ */ Object.keys(rules) as AttributeName[] // Its keys are of that type.

/** The names of those that a rule can override; anything else that it says is passed over. */
export const ruleAttributeNames: readonly (keyof RuleAttributes)[] = [
  'DefaultImageMode',
  'DefaultPix',
  'ErrorImage',
  'Expiration',
  'MaxPix',
]

/**
 * What holds for a request: what the record of its object says, else its rule, its catalog, the default catalog, and what is built
 * in. `ErrorImage` and `DefaultImage` that are set and empty are switched off, and an empty `AllowDirectAccess` includes nothing;
 * every other attribute that is empty counts as not set (references of the attributes). Throws a `TypeError` that names every value
 * that its attribute does not take.
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
    MaxPix: pixels(find('MaxPix')),
    DefaultPix: pixels(find('DefaultPix')),
    DefaultThumbPix: pixels(find('DefaultThumbPix')),
    AllowDirectAccess: access(find('AllowDirectAccess')),
    ClientAddressFilter: find('ClientAddressFilter'),
    limits: limitsOf(sources.limits ?? {}, problems),
    from: from as Attributes['from'],
  }
  const redirect = redirectOf(sources.redirect ?? {}, problems)
  if (problems.length > 0) throw new TypeError(`The configuration is wrong: ${problems.join('; ')}`)
  return redirect === undefined ? found : { ...found, redirect }
}

/** The value of an attribute, and where it is from. */
function setting(name: AttributeName, sources: AttributeSources): { value: string; origin: AttributeOrigin } {
  const own = ownExpiration(name, sources)
  if (own !== undefined) return { value: own, origin: 'record' }
  for (const origin of ['rule', 'catalog', 'default'] as const) {
    const isPassedOver = origin === 'rule' && !ruleAttributeNames.some((one) => one === name)
    const attributes: ErrorAttributes = (isPassedOver ? undefined : sources[origin]) ?? {}
    const value = attributes[name]
    if (value === undefined || (value === '' && !rules[name].isSetWhenEmpty)) continue
    return { value: String(value), origin }
  }
  return { value: rules[name].builtIn, origin: 'built-in' }
}

/** What a record says of its own expiration, which counts for more than what a rule says. */
function ownExpiration(name: AttributeName, { record, defaultImageRecord }: AttributeSources): string | undefined {
  const holder = name === 'Expiration' ? record : name === 'DefaultExpiration' ? defaultImageRecord : undefined
  const value = holder?.Expiration
  return value === undefined || value === '' || Number(value) === -2 ? undefined : String(value)
}

function pixels(text: string): PixelLimits {
  const [width, height] = text.split(',').map(Number)
  // Of what the pattern lets through there are two.
  return { width: width as number, height: height as number }
}

function access(text: string): Attributes['AllowDirectAccess'] {
  const named = text
    .slice(text.indexOf(':') + 1)
    .split(',')
    .map((word) => word.trim())
  const kinds = objectKinds.filter((one) => named.includes(one))
  return { mode: text.startsWith('exclude:') ? 'exclude' : 'include', kinds }
}

function limitsOf(settings: SizeLimits, problems: string[]): Attributes['limits'] {
  const limit = (name: keyof SizeLimits, usual: number): number => {
    const value = settings[name]
    const millions = value === undefined || value === '' ? usual : Number(value)
    if (!(Number.isInteger(millions) && millions > 0)) {
      problems.push(`IS::${name} has to be a whole number of millions of pixels above 0`)
    }
    return millions * 1_000_000
  }
  return {
    MaxRenderRgnPixels: limit('MaxRenderRgnPixels', 16),
    MaxSavePixels: limit('MaxSavePixels', 100),
    MaxNonDsfSize: limit('MaxNonDsfSize', 16),
  }
}

function redirectOf(settings: RedirectSettings, problems: string[]): Required<RedirectSettings> | undefined {
  const { rootUrl = '', connectTimeout = 5_000, socketTimeout = 10_000 } = settings
  for (const [name, value] of Object.entries({ connectTimeout, socketTimeout })) {
    if (!(Number.isInteger(value) && value > 0 && value <= 3_600_000)) {
      problems.push(`PS::errorRedirect.${name} has to be a number of milliseconds up to an hour`)
    }
  }
  if (rootUrl === '') return undefined
  const root = /^(https?:\/\/[^/?#\s@\\]+)\/*$/i.exec(rootUrl)?.[1]
  if (root === undefined) {
    problems.push('PS::errorRedirect.rootUrl has to be the root of a server: https://other.example')
  }
  return { rootUrl: `${root}`, connectTimeout, socketTimeout }
}
