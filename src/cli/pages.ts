/** The pages of codes on the site, for whoever says where it stands. */
import type { Explanation } from '../explain/explain.js'

/** The address of the site in the environment, with a slash at its end; `undefined` where it has none. */
export function siteIn(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return env['REACTOR_ERRORS_SITE']?.replace(/(?<=[^/])\/*$/, '/') || undefined
}

/** The address of a code's page in the language with this tag; `undefined` for families of codes, which have none. */
export function pageOf({ code, kind }: Explanation, tag: string, site: string | undefined): string | undefined {
  return site === undefined || kind === 'family' ? undefined : `${site}${tag}/${code}/`
}
