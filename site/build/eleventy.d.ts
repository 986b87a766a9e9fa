/** As much of Eleventy as the build uses; the package has no types of its own. */
declare module '@11ty/eleventy' {
  interface Config {
    addExtension(extension: string, options: { readonly key: string }): void
    setTemplateFormats(formats: readonly string[]): void
    addGlobalData(name: string, value: unknown): void
  }
  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { readonly quietMode: boolean; readonly config: (config: Config) => void },
    )
    write(): Promise<unknown>
  }
}
