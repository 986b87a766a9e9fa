/** Archives of packages that are zip files and yet cannot be trusted, or are written in another way. */
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createWorld, errorsOf, settled, upload, zip } from './world.js'

describe('zip archives', () => {
  const process = async (archive: Uint8Array<ArrayBuffer>) => {
    const world = await createWorld()
    return errorsOf(await settled(world, await upload(world, archive)))
  }
  /** An archive whose entries all lead to the same bytes, which inflate to `size` zeros. */
  function overlapping(
    names: readonly string[],
    data: Buffer,
    { claimed, compression = 8 }: { claimed: number; compression?: number },
  ): Uint8Array<ArrayBuffer> {
    const local = Buffer.alloc(30)
    local.write('PK\x03\x04', 'latin1')
    const directory = names.map((name) => {
      const entry = Buffer.alloc(46)
      entry.write('PK\x01\x02', 'latin1')
      entry.writeUInt16LE(compression, 10)
      entry.writeUInt32LE(data.length, 20)
      entry.writeUInt32LE(claimed, 24)
      entry.writeUInt16LE(name.length, 28)
      return Buffer.concat([entry, Buffer.from(name)])
    })
    const end = Buffer.alloc(22)
    end.write('PK\x05\x06', 'latin1')
    end.writeUInt16LE(names.length, 10)
    end.writeUInt32LE(local.length + data.length, 16)
    return new Uint8Array(Buffer.concat([local, data, ...directory, end]))
  }
  const zeros = deflateRawSync(Buffer.alloc(8 * 2 ** 20))

  test.each([
    {
      what: 'files that overlap',
      archive: overlapping(['extension.json', 'a', 'b'], zeros, { claimed: 10 }),
      reason: /overlap/,
    },
    {
      what: 'a manifest that inflates without end',
      archive: overlapping(['extension.json'], zeros, { claimed: 10 }),
      reason: /larger than|buffer/i,
    },
    {
      what: 'a directory that leads nowhere',
      archive: new Uint8Array(
        Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.from([0, 0, 0, 0, 1, 0, 1, 0]), Buffer.alloc(10)]),
      ),
      reason: /directory is broken/,
    },
  ])('with $what are refused', async ({ archive, reason }) => {
    expect(await process(archive)).toMatchObject([
      { code: 'extension-package-zip-error', detail: expect.stringMatching(reason) },
    ])
  })

  test('whose entry leads to no file are refused', async () => {
    const archive = zip({ 'extension.json': '{}' })
    archive[0] = 0
    expect(await process(archive)).toMatchObject([{ detail: expect.stringContaining('directory is broken') }])
  })

  test('may hold their files as they are', async () => {
    const manifest = Buffer.from(JSON.stringify({ name: 'stored', platform: 'web', version: '1.0.0' }))
    expect(
      await process(overlapping(['extension.json'], manifest, { claimed: manifest.length, compression: 0 })),
    ).toEqual([])
  })
})
