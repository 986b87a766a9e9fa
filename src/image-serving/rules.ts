/** The rules of a rule set, and what those that match a request make of it. */
import type { RuleAttributes } from './attributes.js'
import type { RequestContext } from './services.js'

/** One `<rule>`. What it substitutes in the request is not carried out here. */
export interface RequestRule {
  /** The expression, which is matched against path and query as they came; absent: every request matches. */
  readonly expression?: RegExp
  /** What happens then: no further rule is looked at, further ones are, or the request is refused. Default: `break`. */
  readonly onMatch?: 'break' | 'continue' | 'error'
  /** Where requests have to be for. Default: everywhere. */
  readonly contexts?: readonly RequestContext[]
  /** What holds for the request in place of what its catalog says. */
  readonly attributes?: RuleAttributes
  /** The addresses that are let in, in place of the attribute ClientAddressFilter; empty: all. */
  readonly addressFilter?: string
}

/** What rules make of a request. */
export interface AppliedRules {
  /** What they override; of several rules that set one attribute, the last counts. */
  readonly attributes: RuleAttributes
  /** Whether a rule refuses the request. */
  readonly isRefused: boolean
  /** The address filter of the last rule that has one. */
  readonly addressFilter?: string
}

/**
 * What the rules of a catalog make of a request: they are looked at in order, up to the first that matches and is no `continue`
 * (“Rule set reference”). `target` is path and query as they came.
 */
export function applyRules(rules: readonly RequestRule[], context: RequestContext, target: string): AppliedRules {
  let attributes: RuleAttributes = {}
  let addressFilter: string | undefined
  for (const { expression, onMatch = 'break', contexts, ...rule } of rules) {
    if (contexts !== undefined && !contexts.includes(context)) continue
    if (expression !== undefined && target.search(expression) < 0) continue
    attributes = { ...attributes, ...rule.attributes }
    addressFilter = rule.addressFilter ?? addressFilter
    if (onMatch === 'error') return { attributes, isRefused: true }
    if (onMatch === 'break') break
  }
  return addressFilter === undefined
    ? { attributes, isRefused: false }
    : { attributes, isRefused: false, addressFilter }
}

/**
 * Whether an address filter lets a client in: `192.0.0.0/8,10.1.2.3`, where empty lets everybody in. The machine itself is always
 * let in (reference of `<addressfilter>` in Image Rendering). An address of IPv6 matches no entry, save one that stands for IPv4.
 */
export function isLetIn(address: string, filter: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (filter === '' || plain === '::1' || plain.startsWith('127.')) return true
  const client = numberOf(plain)
  return filter.split(',').some((entry) => {
    const [network = '', length = '32'] = entry.trim().split('/')
    const bits = 2 ** (32 - Number(length))
    return Math.floor(numberOf(network) / bits) === Math.floor(client / bits)
  })
}

/** An address of IPv4 as a number; NaN, which equals nothing, for any other text. */
function numberOf(address: string): number {
  const parts = address.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256))
  if (parts.length !== 4 || parts.some((part) => part > 255)) return Number.NaN
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}
