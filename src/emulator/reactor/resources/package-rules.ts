/** The rules that a manifest has to keep: its paths, the files behind them, its transforms. */
import { cutText } from '../../../failure/cut-text.js'
import { isRecord } from '../../../failure/plain.js'
import type { ReactorCode } from '../../../reactor/index.js'
import type { Archive } from './package-archive.js'

/** One thing that is wrong with a package. */
export interface PackageError {
  readonly code: ReactorCode
  readonly detail: string
}

type Manifest = Archive['manifest']

/** The lists of a manifest whose members are delegates, each with a module of its own. */
const delegateKinds = ['actions', 'conditions', 'dataElements', 'events'] as const

/** Everything that is wrong with an unpacked archive. */
export function packageErrors({ files, manifest }: Archive): readonly PackageError[] {
  return [...pathErrors(manifest, files), ...transformErrors(manifest)]
}

/** A path of the manifest, and the folder that it starts from. */
interface ManifestPath {
  readonly where: string
  readonly value: unknown
  readonly base?: string
}

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/extension-dev/manifest
function pathsOf(manifest: Manifest): readonly ManifestPath[] {
  const base = typeof manifest['viewBasePath'] === 'string' ? manifest['viewBasePath'] : ''
  const at = (where: string, holder: unknown, name: string, from = ''): readonly ManifestPath[] =>
    isRecord(holder) && holder[name] !== undefined
      ? [{ where: `${where}${name}`, value: holder[name], ...(from && { base: from }) }]
      : []
  const definitions = delegateKinds.flatMap((kind) =>
    listOf(manifest[kind]).flatMap((delegate, index) => [
      ...at(`${kind}[${index}].`, delegate, 'libPath'),
      ...at(`${kind}[${index}].`, delegate, 'viewPath', base),
    ]),
  )
  return [
    ...at('', manifest, 'iconPath'),
    ...at('', manifest, 'main'),
    ...at('configuration.', manifest['configuration'], 'viewPath', base),
    ...listOf(manifest['hostedLibFiles']).map((value, index) => ({ where: `hostedLibFiles[${index}]`, value })),
    ...listOf(manifest['sharedModules']).flatMap((module, index) => at(`sharedModules[${index}].`, module, 'libPath')),
    ...definitions,
  ]
}

function pathErrors(manifest: Manifest, files: ReadonlySet<string>): readonly PackageError[] {
  const basePath = manifest['viewBasePath']
  const baseErrors: readonly PackageError[] =
    basePath === undefined || isPath(basePath) ? [] : [malformed('viewBasePath', basePath)]
  const errors = pathsOf(manifest).flatMap(({ where, value, base = '' }): readonly PackageError[] => {
    if (!isPath(value)) return [malformed(where, value)]
    // Views may be called with a query and a fragment.
    const file = (base === '' ? value : `${base}/${value}`)
      .replace(/[?#].*/s, '')
      .replace(/\/{2,}/g, '/')
      .replace(/^\.\//, '')
    if (files.has(file)) return []
    return [{ code: 'library-file-not-found', detail: `${where} names ${file}, which the archive does not have.` }]
  })
  return [...baseErrors, ...errors]
}

/** Whether `value` is a relative path that stays within the package. */
function isPath(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || /^\/|\\|^[a-z][a-z\d+.-]*:|\0/i.test(value)) return false
  return !value.split('/').includes('..')
}

const malformed = (where: string, value: unknown): PackageError => ({
  code: 'extension-package-path-error',
  detail: `${where} is no relative path within the package: ${cutText(String(JSON.stringify(value)), 200)}`,
})

/** The transforms that a property can have. */
const transforms: ReadonlySet<unknown> = new Set(['file', 'function', 'remove'])

function transformErrors(manifest: Manifest): readonly PackageError[] {
  const holders = [
    ['configuration', manifest['configuration']] as const,
    ...delegateKinds.flatMap((kind) => listOf(manifest[kind]).map((one, index) => [`${kind}[${index}]`, one] as const)),
  ]
  return holders.flatMap(([where, holder]) => {
    const seen = new Set<unknown>()
    return listOf(isRecord(holder) ? holder['transforms'] : undefined).flatMap((transform, index) => {
      const { type, propertyPath } = isRecord(transform) ? transform : {}
      const place = `${where}.transforms[${index}]`
      const twice = seen.has(propertyPath)
      seen.add(propertyPath)
      return transformError({ place, type, propertyPath, twice }) ?? []
    })
  })
}

interface Transform {
  readonly place: string
  readonly type: unknown
  readonly propertyPath: unknown
  readonly twice: boolean
}

function transformError({ place, type, propertyPath, twice }: Transform): PackageError | undefined {
  if (type === 'customCode') {
    return { code: 'illegal-custom-code-transform', detail: `${place} is of type customCode, which is Adobe’s own.` }
  }
  const code = 'extension-package-transform-definition-error'
  if (!transforms.has(type)) return { code, detail: `${place} needs a type: ${[...transforms].join(', ')}.` }
  if (typeof propertyPath !== 'string' || propertyPath === '') return { code, detail: `${place} needs a propertyPath.` }
  return twice ? { code, detail: `${place} is the second one for ${propertyPath}.` } : undefined
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
