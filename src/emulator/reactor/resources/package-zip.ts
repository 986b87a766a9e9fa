/** Unpacks an uploaded extension package: the names of its files, and its manifest. */
import { unzipSync } from 'fflate'
import { isRecord } from '../../../failure/plain.js'

/** What an archive holds. */
export interface Archive {
  /** The paths of its files. */
  readonly files: ReadonlySet<string>
  /** What its extension.json says. */
  readonly manifest: Readonly<Record<string, unknown>>
}

/** Why an archive cannot be used. */
export interface ArchiveFault {
  readonly problem: string
}

/** What an archive may come to when unpacked; more is taken for an attack. */
const MOST_BYTES = 64 * 1024 * 1024

/** Deeper manifests could be read, but not written again. */
const DEEPEST = 100

/** Unpacks `bytes`. Never throws: what cannot be unpacked has a problem. */
export function unpack(bytes: Uint8Array): Archive | ArchiveFault {
  const files = new Set<string>()
  let total = 0
  let manifest: Uint8Array | undefined
  try {
    const unpacked = unzipSync(bytes, {
      filter({ name, originalSize }) {
        total += originalSize
        files.add(name)
        return total <= MOST_BYTES
      },
    })
    if (Object.hasOwn(unpacked, 'extension.json')) manifest = unpacked['extension.json']
  } catch (error) {
    return { problem: `The archive cannot be unpacked (${String(error)}).` }
  }
  if (total > MOST_BYTES) return { problem: 'The archive is too large when unpacked.' }
  if (manifest === undefined) return { problem: 'The archive has no extension.json.' }
  const read = readManifest(manifest)
  if (read === undefined) return { problem: 'The extension.json of the archive is no JSON object.' }
  if (typeof read['name'] !== 'string') return { problem: 'The extension.json of the archive has no name.' }
  return { files, manifest: read }
}

function readManifest(bytes: Uint8Array): Archive['manifest'] | undefined {
  try {
    const manifest: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isRecord(manifest) && depthOf(manifest) <= DEEPEST ? manifest : undefined
  } catch {
    return undefined
  }
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
