/** Every language, loaded when it is asked for; generated from the files of src/explain/languages by `npm run generate`, do not edit. */
import { en, type Language } from './language.js'

/** How to load each language, by its tag. Look it up with `Object.hasOwn`: tags may come from outside. */
export const languages: Readonly<Record<string, () => Promise<Language>>> = {
  en: async () => en,
  'de': async () => (await import('./languages/de.generated.js')).de,
  'es': async () => (await import('./languages/es.generated.js')).es,
  'fr': async () => (await import('./languages/fr.generated.js')).fr,
  'it': async () => (await import('./languages/it.generated.js')).it,
  'ja': async () => (await import('./languages/ja.generated.js')).ja,
  'ko': async () => (await import('./languages/ko.generated.js')).ko,
  'nl': async () => (await import('./languages/nl.generated.js')).nl,
  'pt-BR': async () => (await import('./languages/pt-BR.generated.js')).ptBR,
  'sv': async () => (await import('./languages/sv.generated.js')).sv,
  'zh-Hans': async () => (await import('./languages/zh-Hans.generated.js')).zhHans,
  'zh-Hant': async () => (await import('./languages/zh-Hant.generated.js')).zhHant,
}
