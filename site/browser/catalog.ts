/** The catalog's search and filters: everything that is chosen stands in the address, so that it can be sent on. */
import { required } from './dom.js'
import { createSearch, type Search } from './search.js'

const FILTERS = ['category', 'delivery', 'retry', 'resource'] as const
const NEW_ROW = /[#?].*$/

const form = required('#search', HTMLFormElement)
const field = required('#search input', HTMLInputElement)
const count = required('#count', HTMLOutputElement)
const none = required('#none', HTMLElement)
const sections = [...document.querySelectorAll<HTMLElement>('main section')].map((section) => ({
  section,
  rows: [...section.querySelectorAll<HTMLElement>('li')],
}))
const rows = sections.flatMap((section) => section.rows)
const found = document.createElement('section')
let search: Promise<Search> | undefined

/** The choices of the form, without what is empty. */
function choices(): URLSearchParams {
  const chosen = [...new FormData(form)].filter((entry): entry is [string, string] => entry[1] !== '')
  return new URLSearchParams(chosen)
}

function fits({ dataset }: HTMLElement, chosen: URLSearchParams): boolean {
  return FILTERS.every((name) => {
    const wanted = chosen.get(name)
    return wanted === null || (dataset[name] ?? '').split(' ').includes(wanted)
  })
}

let turn = 0

async function update(): Promise<void> {
  const mine = ++turn
  const chosen = choices()
  const words = chosen.get('q')?.trim() ?? ''
  search ??= words === '' ? undefined : createSearch(rows, new URL(String(form.dataset['sentences']), location.href))
  const ranked = words === '' ? undefined : (await search)?.(words)
  // Whoever types on is not shown what was asked for before.
  if (mine !== turn) return
  const shown = (ranked ?? rows).filter((row) => fits(row, chosen))
  const set = new Set(shown)
  for (const row of rows) row.hidden = !set.has(row)
  if (ranked === undefined) for (const { section, rows: own } of sections) section.querySelector('ul')?.append(...own)
  for (const { section, rows: own } of sections)
    section.hidden = ranked !== undefined || !own.some((row) => set.has(row))
  showRanked(ranked === undefined ? [] : shown)
  none.hidden = shown.length > 0
  count.value = chosen.size === 0 ? '' : String(form.dataset['found']).replace('{count}', String(shown.length))
  const query = chosen.toString()
  history.replaceState(null, '', location.href.replace(NEW_ROW, '') + (query && `?${query}`))
}

/** Results stand in one list, the best first, whoever sends them. */
function showRanked(ranked: readonly HTMLElement[]): void {
  if (ranked.length === 0) {
    found.remove()
    return
  }
  const list = document.createElement('ul')
  list.className = 'codes'
  list.append(...ranked)
  found.replaceChildren(list)
  none.after(found)
}

/** Fills the form from the address. */
function restore(): void {
  const asked = new URLSearchParams(location.search)
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement)
      control.value = asked.get(control.name) ?? ''
  }
  update()
}

/** Moves along the links that are shown: down from the search field, up into it. */
function move(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('main section:not([hidden]) li:not([hidden]) a')]
  const places: readonly HTMLElement[] = [field, ...links]
  const at = places.findIndex((place) => place.matches(':focus'))
  if (at >= 0) places[Math.max(0, Math.min(places.length - 1, at + step))]?.focus()
}

form.addEventListener('input', update)
form.addEventListener('reset', () => setTimeout(update))
form.addEventListener('submit', (event) => {
  event.preventDefault()
  document.querySelector<HTMLElement>('main section:not([hidden]) li:not([hidden]) a')?.click()
})
document.addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event
  const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
  if (ctrlKey || metaKey || altKey) return
  if (key === '/' && !isTyping) field.focus()
  else if ((key === 'ArrowDown' || key === 'ArrowUp') && !(target instanceof HTMLSelectElement)) {
    const isInList = target === field || (target instanceof HTMLElement && target.closest('.codes') !== null)
    if (!isInList) return
    move(key === 'ArrowDown' ? 1 : -1)
  } else return
  event.preventDefault()
})
addEventListener('popstate', restore)
restore()
