/** Reads what the emulator of Image Serving is told of its catalogs, rules and limits. */

import { cutText } from '../../failure/cut-text.js'
import { checkKind, TEXT, TEXTS } from '../../failure/kinds.js'
import {
  attributeNames,
  type ErrorAttributes,
  type RedirectSettings,
  ruleAttributeNames,
  type SizeLimits,
} from '../../image-serving/attributes.js'
import type { RequestRule } from '../../image-serving/rules.js'
import type { RequestContext } from '../../image-serving/services.js'
import { attempt } from '../../jsonapi/attempt.js'

/** One record of a catalog; the members are those of `catalog::…` and `static::…`. */
export interface ImageRecord {
  /** A file, from the root on. */
  readonly Path?: string
  /** Commands, as for templates. */
  readonly Modifier?: string
  /** How long the picture stays fresh, in hours; -2: as long as the catalog says; -1: forever. */
  readonly Expiration?: string
  /** What `req=userdata` gives; `??` ends a line. */
  readonly UserData?: string
  /** What `type=` is compared with, for static content. */
  readonly UserType?: string
  /** What `req=targets` gives; `??` ends a line. */
  readonly Targets?: string
  /** What `req=imageset` gives. */
  readonly ImageSet?: string
  /** What `req=map` gives: elements of HTML. */
  readonly Map?: string
}

/** One catalog: its attributes, and its records by their ids. */
export interface ImageCatalog {
  readonly attributes?: ErrorAttributes
  readonly records?: Readonly<Record<string, ImageRecord>>
}

/** The catalogs of an emulator. */
export interface ImageConfig {
  /** The default catalog: `default.ini`. Its records go by the whole path of a request. */
  readonly default?: ImageCatalog
  /** The others, by the first segment of the paths that they are for. */
  readonly catalogs?: Readonly<Record<string, ImageCatalog>>
  /** In order. Their expressions see path and query behind `/is/image/`, `/is/content/` or `/ir/render/`. */
  readonly rules?: readonly RequestRule[]
  /** `PS::errorRedirect`. */
  readonly redirect?: RedirectSettings
  /** `IS::…` */
  readonly limits?: SizeLimits
}

const recordMembers = ['Path', 'Modifier', 'Expiration', 'UserData', 'UserType', 'Targets', 'ImageSet', 'Map'] as const
const redirectNames = ['rootUrl', 'connectTimeout', 'socketTimeout'] as const
const limitNames = ['MaxRenderRgnPixels', 'MaxSavePixels', 'MaxNonDsfSize'] as const
const ruleWords = { is: 'image-serving', ir: 'image-rendering', static: 'static-content' } as const

const section = /^\[([^[\]/]{1,200})\]$/
const rule = /^\[\/(.{0,1000})\/\]$/
const redirect = new RegExp(`^PS::errorRedirect\\.(${redirectNames.join('|')})$`)
const limit = new RegExp(`^IS::(${limitNames.join('|')})$`)
const record = new RegExp(`^(.{1,1000})::(${recordMembers.join('|')})$`)
const attribute = /^(?:attribute::)?([A-Za-z]{1,100})$/

// A name like `__proto__` is a member like any other.
const table = <Value>(): Record<string, Value> => Object.create(null) as Record<string, Value>

/** A catalog while it is read. */
class CatalogDraft {
  readonly attributes = table<string>()
  readonly records = table<Record<string, string>>()

  /** Sets what a line says; `false` where it says nothing that is known. */
  set(name: string, value: string): boolean {
    const [, id, member] = record.exec(name) ?? []
    if (id !== undefined && member !== undefined) {
      this.records[id] ??= table()
      this.records[id][member] = value
      return true
    }
    return setKnown(this.attributes, attributeNames, name, value)
  }
}

/** A rule while it is read. */
class RuleDraft {
  readonly expression: RegExp
  readonly attributes = table<string>()
  onMatch?: NonNullable<RequestRule['onMatch']>
  contexts?: readonly RequestContext[]
  addressFilter?: string

  constructor(expression: RegExp) {
    this.expression = expression
  }

  set(name: string, value: string): boolean {
    if (name === 'addressfilter') this.addressFilter = value
    else if (name === 'OnMatch' && /^(?:break|continue|error)$/.test(value)) {
      this.onMatch = value as NonNullable<RequestRule['onMatch']> // As the pattern says.
    } else if (name === 'RequestType' && /^(?:is|ir|static)(?:, ?(?:is|ir|static))*$/.test(value)) {
      this.contexts = value.split(/, ?/).map((word) => ruleWords[word as keyof typeof ruleWords]) // As above.
    } else return setKnown(this.attributes, ruleAttributeNames, name, value)
    return true
  }
}

/** Sets an attribute of a name that is known; `false` for others. */
function setKnown(attributes: Record<string, string>, names: readonly string[], name: string, value: string): boolean {
  const known = attribute.exec(name)?.[1]
  if (known === undefined || !names.includes(known)) return false
  attributes[known] = value
  return true
}

/** What there is to set, for people. */
const choices = `attributes (${attributeNames.join(', ')}), records (id::${recordMembers.join(', id::')}), settings (PS::errorRedirect.${redirectNames.join(', PS::errorRedirect.')}, IS::${limitNames.join(', IS::')}), sections ([catalog], [/expression/]) and, behind an expression, OnMatch, RequestType and addressfilter`

/**
 * Reads a configuration: lines `ErrorDetail=2` for attributes, `onError::Modifier=size=300,300&…` and `red::Path=shoes/red.jpg` for
 * records, `PS::errorRedirect.rootUrl=…` and `IS::MaxRenderRgnPixels=…` for the server, `[shoes]` before those of a catalog of that
 * name, and `[/^shoes\/sale/]` before what a rule says: attributes, `OnMatch=continue`, `RequestType=is,ir`, `addressfilter=…`;
 * before the first of these, they are the default catalog's. Lines that begin with `#` or `;` are comments. `more` are lines for the
 * default catalog that count for more than its own.
 * Throws a TypeError for what is no text, and one that names the first line that is none of this and what there is; the values of
 * attributes are checked when they are used.
 */
export function readImageConfig(text: string, more: readonly string[] = []): ImageConfig {
  checkKind(TEXT, { text })
  checkKind(TEXTS, { more })
  const first = new CatalogDraft()
  const catalogs = table<CatalogDraft>()
  const rules: RuleDraft[] = []
  const server = { redirect: table<string | number>(), limits: table<string>() }
  const open = (line: string): CatalogDraft | RuleDraft | undefined => {
    const name = section.exec(line)?.[1]
    if (name !== undefined) {
      catalogs[name] ??= new CatalogDraft()
      return catalogs[name]
    }
    const expression = expressionIn(line)
    if (expression === undefined) return undefined
    const opened = new RuleDraft(expression)
    rules.push(opened)
    return opened
  }
  const set = (line: string, draft: CatalogDraft | RuleDraft): boolean => {
    const equals = line.indexOf('=')
    const name = line.slice(0, Math.max(0, equals)).trim()
    const value = line.slice(equals + 1).trim()
    const [, setting] = redirect.exec(name) ?? []
    const [, limited] = limit.exec(name) ?? []
    if (setting !== undefined) server.redirect[setting] = setting === 'rootUrl' ? value : Number(value)
    else if (limited !== undefined) server.limits[limited] = value
    else return draft.set(name, value)
    return true
  }
  let current: CatalogDraft | RuleDraft = first
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.trim()
    if (line === '' || /^[#;]/.test(line)) continue
    const opened = open(line)
    if (opened !== undefined) current = opened
    else if (!set(line, current)) throw refused(`Line ${index + 1} of the configuration`, line)
  }
  for (const line of more) if (!set(line, first)) throw refused('The line that is set', line)
  return { default: first, catalogs, rules, ...server }
}

function refused(place: string, line: string): TypeError {
  return new TypeError(`${place}, “${cutText(line, 80)}”, says nothing that is known. There are ${choices}`)
}

/** The expression of a line that begins a rule. */
function expressionIn(line: string): RegExp | undefined {
  const source = rule.exec(line)?.[1]
  return source === undefined ? undefined : attempt(() => new RegExp(source))
}
