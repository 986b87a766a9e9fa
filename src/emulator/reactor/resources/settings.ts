/** The rules about settings, which are JSON inside text, and about the delegates that read them. */
import { isRecord } from '../../../failure/plain.js'
import type { Exchange, Rule } from '../model.js'
import { errorOf } from '../refusal.js'
import { type Resource, textOf } from '../resource.js'

const languages: ReadonlySet<unknown> = new Set(['javascript', 'html'])

/** The settings of a resource, `undefined` where they are no JSON object. */
export function settingsOf({ attributes }: Resource): Readonly<Record<string, unknown>> | undefined {
  try {
    const settings: unknown = JSON.parse(textOf(attributes, 'settings') ?? '{}')
    return isRecord(settings) ? settings : undefined
  } catch {
    return undefined
  }
}

/** Settings are a JSON object inside text. */
export const settingsAreJson: Rule = ({ exchange, resource, attributes }) => {
  const sent = attributes['settings']
  if (sent === undefined || sent === null) return undefined
  if (typeof sent === 'string' && settingsOf(resource) !== undefined) return undefined
  const detail = 'The settings have to be a JSON object, serialized to text.'
  return errorOf(exchange, 'invalid-settings-syntax', { detail })
}

/** Custom code is in a language that there is. */
export const languageIsSupported: Rule = ({ exchange, resource }) => {
  const { source, language } = { ...settingsOf(resource) }
  if (typeof source !== 'string' || language === undefined || languages.has(language)) return undefined
  const detail = `Custom code is written in ${[...languages].join(' or ')}.`
  return errorOf(exchange, 'unsupported-custom-code-language', { detail })
}

/** The extension of a resource defines the delegate that it names. */
export const delegateIsDefined: Rule = ({ exchange, resource }) => {
  const detail = undefinedDelegate(exchange, resource)
  return detail === undefined ? undefined : errorOf(exchange, 'delegate-descriptor-unresolved', { detail })
}

/** Says that a resource names a delegate which its extension does not define now. */
export function undefinedDelegate(exchange: Exchange, resource: Resource): string | undefined {
  const id = textOf(resource.attributes, 'delegate_descriptor_id')
  if (id === undefined) return undefined
  const { store } = exchange.emulation
  const extension = resource.type === 'extensions' ? resource : store.target(resource, 'extension')
  const extensionPackage = extension && store.target(extension, 'extension_package')
  if (extensionPackage !== undefined && delegatesOf(extensionPackage).includes(id)) return undefined
  return `The extension defines no ${id}.`
}

/** The ids of everything that a package defines. */
function delegatesOf({ attributes }: Resource): readonly unknown[] {
  const kinds = ['actions', 'conditions', 'configuration', 'data_elements', 'events']
  return kinds
    .flatMap((kind) => attributes[kind] ?? [])
    .map((delegate) => (isRecord(delegate) ? delegate['id'] : undefined))
}
