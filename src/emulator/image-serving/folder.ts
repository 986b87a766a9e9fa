/** Finds files below a folder, and none outside of it. */
import { readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** What may be missing at the end of a name. */
const endings = ['', '.jpg', '.jpeg', '.png', '.tif', '.tiff', '.gif', '.webp', '.svg', '.vnt']

/** The largest file that is read, in bytes. */
const LARGEST = 128 * 2 ** 20

/**
 * The path of the file that `name` means below `root`, with or without the ending of a picture; `undefined` where there is none, or
 * where the name or a link leads out of the root.
 */
export async function fileBelow(root: string, name: string): Promise<string | undefined> {
  if (/[\0\\]/.test(name) || name.split('/').includes('..')) return undefined
  for (const ending of endings) {
    try {
      const [top, found] = await Promise.all([realpath(root), realpath(join(root, name + ending))])
      if (found.startsWith(top + sep) && (await stat(found)).isFile()) return found
    } catch {
      // There is none of that name.
    }
  }
  return undefined
}

/** The bytes of a file. Rejects with an Error where it is too large, or cannot be read. */
export async function bytesOf(file: string): Promise<Uint8Array> {
  if ((await stat(file)).size > LARGEST) throw new Error('The file is too large')
  return readFile(file)
}
