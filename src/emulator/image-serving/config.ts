/** What the emulator of Image Serving is told of its catalogs. */

import { attributeNames, ruleAttributeNames } from '../../image-serving/attributes.js'
import type { ErrorAttributes, RedirectSettings, RuleAttributes } from '../../image-serving/index.js'

/** One record of a catalog. */
export interface ImageRecord {
  /** `catalog::Path`: a file, from the root on. */
  readonly Path?: string
  /** `catalog::Modifier`: commands, as for templates. */
  readonly Modifier?: string
}

/** One catalog: its attributes, and its records by their ids. */
export interface ImageCatalog {
  readonly attributes?: ErrorAttributes
  readonly records?: Readonly<Record<string, ImageRecord>>
}

/** What holds for some requests in place of what their catalog says. */
export interface ImageRule {
  /** Which requests it is for: those with such a path, decoded and without `/is/image/`. */
  readonly expression: RegExp
  readonly attributes: RuleAttributes
}

/** The catalogs of an emulator. */
export interface ImageConfig {
  /** The default catalog: `default.ini`. Its records go by the whole path of a request. */
  readonly default?: ImageCatalog
  /** The others, by the first segment of the paths that they are for. */
  readonly catalogs?: Readonly<Record<string, ImageCatalog>>
  /** Of the rules that match a request, the first counts. */
  readonly rules?: readonly ImageRule[]
  /** `PS::errorRedirect`. */
  readonly redirect?: RedirectSettings
}

/** A catalog while it is read, or a rule, which has no records. */
interface Draft {
  readonly attributes: Record<string, string>
  readonly records?: Record<string, Record<string, string>>
}

const section = /^\[([^[\]/]{1,200})\]$/
const rule = /^\[\/(.{1,1000})\/\]$/
const redirect = /^PS::errorRedirect\.(rootUrl|connectTimeout|socketTimeout)$/
const record = /^(.{1,1000})::(Path|Modifier)$/
const attribute = /^(?:attribute::)?([A-Za-z]{1,100})$/

// What a name like `__proto__` sets is a member like any other.
const table = <Value>(): Record<string, Value> => Object.create(null) as Record<string, Value>
const draft = (): Draft => ({ attributes: table(), records: table() })

/**
 * Reads a configuration: lines `ErrorDetail=2` for attributes, `onError::Modifier=size=300,300&…` and `red::Path=shoes/red.jpg` for
 * records, `PS::errorRedirect.rootUrl=…` for the secondary server, `[shoes]` before those of a catalog of that name, and
 * `[/^shoes\/sale/]` before the attributes of a rule; before the first of these, they are the default catalog's. Lines that begin
 * with `#` or `;` are comments. `more` are lines for the default catalog that count for more than its own.
 * Throws a TypeError that names the first line that is none of this; what attributes take is seen to when they are used.
 */
export function readImageConfig(text: string, more: readonly string[] = []): ImageConfig {
  const first = draft()
  const catalogs = table<Draft>()
  const rules: ImageRule[] = []
  const settings = table<string | number>()
  const open = (line: string): Draft | undefined => {
    const name = section.exec(line)?.[1]
    if (name !== undefined) {
      catalogs[name] ??= draft()
      return catalogs[name]
    }
    const expression = expressionIn(line)
    if (expression === undefined) return undefined
    const attributes = table<string>()
    rules.push({ expression, attributes })
    return { attributes }
  }
  let current: Draft = first
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.trim()
    if (line === '' || /^[#;]/.test(line)) continue
    const opened = open(line)
    if (opened !== undefined) current = opened
    else if (!set(line, current, settings)) {
      throw new TypeError(`Line ${index + 1} of the configuration is no section, attribute, record or setting`)
    }
  }
  for (const line of more) {
    if (!set(line, first, settings)) throw new TypeError('A line that is set is no attribute, record or setting')
  }
  return { default: first, catalogs, rules, redirect: settings }
}

/** The expression of a line that begins a rule. */
function expressionIn(line: string): RegExp | undefined {
  try {
    const source = rule.exec(line)?.[1]
    return source === undefined ? undefined : new RegExp(source)
  } catch {
    return undefined
  }
}

/** Sets what a line says; `false` where it says nothing that is known. */
function set(line: string, { attributes, records }: Draft, settings: Record<string, string | number>): boolean {
  const names: readonly string[] = records === undefined ? ruleAttributeNames : attributeNames
  const equals = line.indexOf('=')
  const name = line.slice(0, Math.max(0, equals)).trim()
  const value = line.slice(equals + 1).trim()
  const setting = redirect.exec(name)?.[1]
  const [, id, member] = record.exec(name) ?? []
  const known = attribute.exec(name)?.[1]
  if (setting !== undefined) settings[setting] = setting === 'rootUrl' ? value : Number(value)
  else if (id !== undefined && member !== undefined && records !== undefined) {
    records[id] ??= table()
    records[id][member] = value
  } else if (known !== undefined && names.includes(known)) attributes[known] = value
  else return false
  return true
}
