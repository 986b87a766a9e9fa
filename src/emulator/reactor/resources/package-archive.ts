/** Unpacks an uploaded extension package: the names of its files, its manifest, and what the resource shows of that. */

import { inflateRawSync } from 'node:zlib'
import { isRecord } from '../../../failure/plain.js'
import { attempt } from '../../../jsonapi/attempt.js'
import type { Members } from '../resource.js'

/** What an archive holds. */
export interface Archive {
  /** The paths of its files. */
  readonly files: ReadonlySet<string>
  /** What its extension.json says. */
  readonly manifest: Members
}

/** Why an archive cannot be used. */
export interface Unusable {
  readonly reason: string
}

/** What an archive may come to when unpacked; more is taken for an attack. */
const MOST_BYTES = 64 * 1024 * 1024

/** How large a manifest may be. */
const MOST_MANIFEST = 1024 * 1024

/** Deeper manifests could be read, but not written again. */
const DEEPEST = 100

/** Unpacks `bytes`, as far as that is needed. Never throws: what cannot be unpacked has a reason. */
export function unpack(bytes: Uint8Array): Archive | Unusable {
  let files: ReadonlyMap<string, ZipEntry>
  let manifest: unknown
  try {
    files = entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    const entry = files.get('extension.json')
    if (entry === undefined) return { reason: 'The archive has no extension.json.' }
    manifest = readManifest(contentOf(entry))
  } catch (error) {
    return { reason: `The archive cannot be unpacked (${String(error)}).` }
  }
  if (!isRecord(manifest)) return { reason: 'The extension.json of the archive is no JSON object.' }
  if (typeof manifest['name'] !== 'string') return { reason: 'The extension.json of the archive has no name.' }
  return { files: new Set(files.keys()), manifest }
}

/** A file of an archive. */
interface ZipEntry {
  readonly compression: number
  /** As it stands in the archive. */
  readonly data: Buffer
}

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16
const [LOCAL, CENTRAL] = [0x04034b50, 0x02014b50]
const END = Buffer.from('PK\x05\x06')

/** The files of an archive, by path. Throws where it is none, where it is too large, and where files share their bytes. */
function entriesOf(bytes: Buffer): ReadonlyMap<string, ZipEntry> {
  const end = bytes.lastIndexOf(END)
  if (end < 0) throw new Error('it is no zip archive')
  const entries = new Map<string, ZipEntry>()
  const spans: (readonly [start: number, end: number])[] = []
  let place = bytes.readUInt32LE(end + 16)
  let total = 0
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    if (bytes.readUInt32LE(place) !== CENTRAL) throw new Error('its directory is broken')
    const [packed, size] = [bytes.readUInt32LE(place + 20), bytes.readUInt32LE(place + 24)]
    const nameEnd = place + 46 + bytes.readUInt16LE(place + 28)
    const path = bytes.toString('utf8', place + 46, nameEnd)
    const start = bytes.readUInt32LE(place + 42)
    if (bytes.readUInt32LE(start) !== LOCAL) throw new Error('its directory is broken')
    const dataStart = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    total += size
    if (total > MOST_BYTES) throw new Error('it is too large when unpacked')
    spans.push([start, dataStart + packed])
    entries.set(path, {
      compression: bytes.readUInt16LE(place + 10),
      data: bytes.subarray(dataStart, dataStart + packed),
    })
    place = nameEnd + bytes.readUInt16LE(place + 30) + bytes.readUInt16LE(place + 32)
  }
  spans.sort(([a], [b]) => a - b)
  if (spans.some(([start], index) => start < (spans[index - 1]?.[1] ?? 0))) throw new Error('its files overlap')
  return entries
}

/** What a file holds, inflated no further than a manifest may go. */
function contentOf({ compression, data }: ZipEntry): Uint8Array {
  if (compression === 0) return data
  return inflateRawSync(data, { maxOutputLength: MOST_MANIFEST })
}

function readManifest(bytes: Uint8Array): unknown {
  const manifest = attempt<unknown>(() => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  return depthOf(manifest) <= DEEPEST ? manifest : undefined
}

/** How deep objects and lists are nested, counted no further than needed. */
function depthOf(value: unknown): number {
  let level: readonly unknown[] = [value]
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    if (level.length === 0) return depth
  }
  return DEEPEST + 1
}

/** The attributes that the manifest sets, each with the name that it has there. */
const names: Readonly<Record<string, string>> = {
  actions: 'actions',
  author: 'author',
  conditions: 'conditions',
  configuration: 'configuration',
  data_elements: 'dataElements',
  description: 'description',
  display_name: 'displayName',
  ecma_version: 'ecmaVersion',
  events: 'events',
  exchange_url: 'exchangeUrl',
  hosted_lib_files: 'hostedLibFiles',
  icon_path: 'iconPath',
  main: 'main',
  name: 'name',
  platform: 'platform',
  resources: 'resources',
  shared_modules: 'sharedModules',
  version: 'version',
  view_base_path: 'viewBasePath',
}

/** The attributes that a client cannot change but by uploading the package anew. */
export const fixedAttributes: readonly string[] = Object.keys(names)

/**
 * The attributes of a package with that manifest. Everything that it defines gets its id.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/delegate-descriptor-ids
 */
export function attributesOf(manifest: Members): Members {
  const entries = Object.entries(names).map(([attribute, name]) => {
    const value = Object.hasOwn(manifest, name) ? manifest[name] : null
    return [attribute, withIds(value, { kind: name, owner: String(manifest['name']) })] as const
  })
  return Object.fromEntries(entries)
}

function withIds(value: unknown, { kind, owner }: { readonly kind: string; readonly owner: string }): unknown {
  if (kind === 'configuration' && isRecord(value)) return { ...value, id: `${owner}::extensionConfiguration::config` }
  if (!Array.isArray(value)) return value
  return value.map((one: unknown) =>
    isRecord(one) && typeof one['name'] === 'string' ? { ...one, id: `${owner}::${kind}::${one['name']}` } : one,
  )
}
