/** Finds the files below a folder that may be served, and none outside of it. */
import { readFile, realpath, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** What may be missing at the end of a name. */
const pictures = ['.jpg', '.jpeg', '.png', '.tif', '.tiff', '.gif', '.webp', '.avif', '.svg', '.vnt']

/** What static content is besides pictures. */
const contents = ['.css', '.vtt', '.pdf', '.mp4', '.m4v', '.mov', '.webm', '.mp3', '.woff', '.woff2']

/** Which files are meant: pictures, static content, or any that a record of a catalog names. */
export type FileKind = 'picture' | 'content' | 'named'

/** The largest file that is read, in bytes. */
const LARGEST = 128 * 2 ** 20

/**
 * The path of the file that `name` means below `root`, with or without the ending of a picture; `undefined` where there is none of
 * that kind, where it or a folder on the way is hidden, and where the name or a link leads out of the root.
 */
export async function fileBelow(root: string, name: string, kind: FileKind = 'picture'): Promise<string | undefined> {
  if (/[\0\\:]/.test(name) || isHidden(name.split('/'))) return undefined
  for (const ending of ['', ...pictures]) {
    try {
      const [top, found] = await Promise.all([realpath(root), realpath(join(root, name + ending))])
      const below = relative(top, found).split(sep)
      const isServed = !isHidden(below) && hasKind(found, kind)
      if (isServed && (await stat(found)).isFile()) return found
    } catch {
      // There is none of that name.
    }
  }
  return undefined
}

/** Whether a part begins with a dot, as `..` does, too. */
const isHidden = (parts: readonly string[]): boolean => parts.some((part) => part.startsWith('.'))

function hasKind(file: string, kind: FileKind): boolean {
  const ending = extname(file).toLowerCase()
  return kind === 'named' || pictures.includes(ending) || (kind === 'content' && contents.includes(ending))
}

/** The bytes of a file. Rejects with an Error where it is too large, or cannot be read. */
export async function bytesOf(file: string): Promise<Uint8Array> {
  if ((await stat(file)).size > LARGEST) throw new Error('The file is too large')
  return readFile(file)
}
