import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/emulator/reactor/clock.js'
import { createWorld, packageFiles, resourcesIn, upload, type World, zip } from './world.js'

const require = createRequire(import.meta.url)
const uploader = require.resolve('@adobe/reactor-uploader/bin/index.js')
const hook = join(import.meta.dirname, 'to-emulator.mjs')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploader-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The uploader as published, which polls once a second, so the emulator has to go by the same time. */
const createUploaderWorld = () => createWorld({ clock: systemClock, delays: { package: 1 } })

/** Runs Adobe's uploader on an archive, signed in with credentials as it documents. */
async function run(world: World, files: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const path = join(folder, 'package.zip')
  await writeFile(path, zip(files))
  const flags = ['--auth.client-id=client', '--auth.client-secret=secret', ...more]
  return new Promise<{ readonly code: unknown; readonly output: string }>((resolve) => {
    const env = { ...process.env, REACTOR_EMULATOR_URL: world.emulator.url, FORCE_COLOR: '0' }
    execFile(process.execPath, ['--import', hook, uploader, path, ...flags], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, output: stdout + stderr })
    })
  })
}

/** The packages of the organization that the uploader acts for, which it does not name. */
const packagesOf = async (world: World, name: string) =>
  resourcesIn(
    await world.call('GET', `/extension_packages?filter[name]=EQ ${name}`, {
      headers: { 'x-gw-ims-org-id': 'EMULATED@AdobeOrg' },
    }),
  )

describe('the published uploader', () => {
  test('uploads a good package, then another version of it', async () => {
    const world = await createUploaderWorld()
    const first = await run(world, packageFiles())
    expect(first).toMatchObject({ code: 0 })
    expect(first.output).toMatch(/assigned the ID EP\w{32}[\s\S]*successfully processed/)
    const second = await run(world, packageFiles({ version: '1.1.0' }))
    expect(second).toMatchObject({ code: 0 })
    expect(second.output).toMatch(/will be updated[\s\S]*successfully processed/)
    const packages = await packagesOf(world, 'hello-world')
    expect(packages).toMatchObject([{ attributes: { status: 'succeeded', version: '1.1.0' } }])
  })

  test('reports a package that fails while it is processed', async () => {
    const world = await createUploaderWorld()
    const { code, output } = await run(world, packageFiles({ main: 'src/lost.js' }))
    expect(code).toBe(1)
    expect(output).toMatch(/Extension package processing failed[\s\S]*library-file-not-found[\s\S]*src\/lost\.js/)
    expect(await packagesOf(world, 'hello-world')).toMatchObject([{ attributes: { status: 'failed' } }])
  })

  test('reports a name that another organization has', async () => {
    const world = await createUploaderWorld()
    await upload(world, zip(packageFiles()))
    const { code, output } = await run(world, packageFiles())
    expect(code).toBe(1)
    expect(output).toMatch(/likely in use by another extension outside the organization/)
  })

  test('reports credentials that the identity service turns down', async () => {
    const world = await createUploaderWorld()
    const { code, output } = await run(world, packageFiles(), '--auth.scope=two+scopes')
    expect(code).not.toBe(0)
    expect(output).toContain('invalid_scope')
  })
})
