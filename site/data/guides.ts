/** The guides: the pages of `docs`, by their names. */
import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../docs/', import.meta.url)

/** A page of `docs`. */
export interface Guide {
  /** Its name without `.md`: its address. */
  readonly name: string
  readonly title: string
  /** Its first sentences. */
  readonly description: string
  readonly text: string
}

/** Every guide. */
export const guides: readonly Guide[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map((file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8')
    const [heading = '', first = ''] = text.split(/\n{2,}/)
    return {
      name: file.replace(/\.md$/, ''),
      title: heading.replace(/^# /, ''),
      description: first.replace(/[`*[\]]|\([^)]*\)/g, ''),
      text,
    }
  })
