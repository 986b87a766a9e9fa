/** Finds what holds for a request among the attributes of rule, catalog and default catalog. */
import type {
  AttributeName,
  AttributeOrigin,
  AttributeSources,
  Attributes,
  ErrorAttributes,
  RedirectSettings,
} from './attributes.js'

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
