/** Compiles custom code, and never runs it. */
import { compileFunction } from 'node:vm'
import { type Resource, textOf } from '../resource.js'
import { settingsOf } from './settings.js'

/** What keeps the custom code of a resource from being compiled; `undefined` where it compiles, or there is none. */
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
