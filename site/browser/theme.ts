/** Light or dark: as the reader chose it here, else as the system has it. Runs before the page is drawn. */
const KEY = 'theme'
const root = document.documentElement
const chosen = localStorage.getItem(KEY)
if (chosen === 'light' || chosen === 'dark') root.dataset['theme'] = chosen

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element) || target.closest('#theme') === null) return
  const isDark =
    (root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark'
  root.dataset['theme'] = isDark ? 'light' : 'dark'
  localStorage.setItem(KEY, root.dataset['theme'])
})
