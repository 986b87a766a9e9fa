/** The rules about settings, which are JSON inside text, the delegates that read them, and the custom code in them. */

import { compileFunction } from 'node:vm'
import { isRecord } from '../../../failure/plain.js'
import { attempt } from '../../../jsonapi/attempt.js'
import type { Rule, Viewer } from '../model.js'
import { errorOf } from '../refusal.js'
import { isRevision, type Members, type Resource, textOf } from '../resource.js'

const languages: ReadonlySet<unknown> = new Set(['javascript', 'html'])

/** The settings of a resource, `undefined` where they are no JSON object. */
function settingsOf({ attributes }: Resource): Members | undefined {
  const settings = attempt<unknown>(() => JSON.parse(textOf(attributes, 'settings') ?? '{}'))
  return isRecord(settings) ? settings : undefined
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
export function undefinedDelegate(
  { emulation: { store } }: Pick<Viewer, 'emulation'>,
  resource: Resource,
): string | undefined {
  const id = textOf(resource.attributes, 'delegate_descriptor_id')
  if (id === undefined) return undefined
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

/** What keeps the custom code of a resource from being compiled; `undefined` where it compiles, or there is none. It never runs. */
export function compileError(resource: Resource): string | undefined {
  const { source, language = 'javascript' } = { ...settingsOf(resource) }
  const isCustomCode = textOf(resource.attributes, 'delegate_descriptor_id')?.endsWith('::custom-code')
  if (!isCustomCode || typeof source !== 'string' || language !== 'javascript') return undefined
  try {
    // Custom code is the body of a function: it may return.
    compileFunction(source)
    return undefined
  } catch (error) {
    return String(error)
  }
}

/** No other resource of the type, under the same parent, has the name already. */
export function uniqueName(parent: string): Rule {
  return ({ exchange, resource }) => {
    const { name } = resource.attributes
    const taken = exchange.emulation.store
      .named(resource.type, name)
      .some(
        (other) => other.id !== resource.id && !isRevision(other) && other.one[parent]?.id === resource.one[parent]?.id,
      )
    return taken
      ? errorOf(exchange, 'not-unique', { detail: `There is another one named ${String(name)}.` })
      : undefined
  }
}

/** The extension that a resource comes from, and its package, as they are when it is saved. */
export function extensionAsUsed({ emulation: { store } }: Viewer, resource: Resource): Pick<Resource, 'one'> {
  const extension = store.target(resource, 'extension')
  return {
    one: {
      updated_with_extension: resource.one['extension'] ?? null,
      updated_with_extension_package: extension?.one['extension_package'] ?? null,
    },
  }
}
