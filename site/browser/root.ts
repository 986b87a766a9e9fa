/** Leads from the root of the site to the language that the browser asks for, where the site has it. */
const links = [...document.querySelectorAll<HTMLAnchorElement>('#languages a')]

/** Language and script of a tag: `zh-TW` is `zh-Hant`. */
function localeOf(tag: string): string {
  const { language, script } = new Intl.Locale(tag).maximize()
  return `${language}-${script}`
}

for (const wanted of navigator.languages) {
  const link = links.find(({ hreflang }) => localeOf(hreflang) === localeOf(wanted))
  if (link === undefined) continue
  location.replace(link.href)
  break
}
