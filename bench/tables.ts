/** The tables of the bench by their names; each is loaded in the process that measures it, and nowhere else. */
export const tables: Readonly<Record<string, () => Promise<void>>> = {
  decode: async () => (await import('./decode.js')).benchParse(),
  scan: async () => (await import('./decode.js')).benchScan(),
  growth: async () => (await import('./growth.js')).benchGrowth(),
  from: async () => (await import('./decode.js')).benchFrom(),
  throw: async () => (await import('./decode.js')).benchThrow(),
  validate: async () => (await import('./validate.js')).benchValidate(),
  build: async () => (await import('./build.js')).benchBuild(),
  map: async () => (await import('./from-ajv.js')).benchFromAjv(),
  pointers: async () => (await import('./pointers.js')).benchPointers(),
  import: async () => (await import('./imports.js')).benchImports(),
  properties: async () => (await import('./image-serving.js')).benchProperties(),
  images: async () => {
    const { benchDeciding, benchErrorImages } = await import('./image-responses.js')
    benchDeciding()
    await benchErrorImages()
  },
  client: async () => (await import('./client.js')).benchClient(),
  emulator: async () => (await import('./emulator.js')).benchEmulator(),
  respond: async () => (await import('./server.js')).benchResponse(),
  server: async () => (await import('./server.js')).benchServer(),
  files: async () => (await import('./files.js')).benchFiles(),
  size: async () => (await import('./sizes.js')).benchSizes(),
  memory: async () => (await import('./server.js')).benchMemory(),
}
