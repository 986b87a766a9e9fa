import { expect, test } from 'vitest'
import { fileInput, inputsOf } from '../../src/cli/inputs.js'
import { readSource } from '../../src/cli/inputs.js'
import { bytesOf, collect, ioOf } from './streams.js'

test('inputs are the files that are named, and standard input for a hyphen or for nothing', async () => {
  const io = ioOf({ stdin: 'typed' })
  expect(inputsOf([], io)?.map(({ name }) => name)).toEqual(['<stdin>'])
  const [file, stdin] = inputsOf(['package.json', '-'], io) ?? []
  expect([file?.name, stdin?.name]).toEqual(['package.json', '<stdin>'])
  expect(file?.size).toBeGreaterThan(100)
  expect(Buffer.concat(await collect(stdin?.open() ?? bytesOf())).toString()).toBe('typed')
})

test('standard input that is a terminal counts where it is named, and not where nothing is', () => {
  const io = ioOf({ tty: ['stdin'] })
  expect(inputsOf([], io)).toBeUndefined()
  expect(inputsOf(['-'], io)).toHaveLength(1)
})

test('a file that does not exist is missed when it is read', async () => {
  const missing = fileInput('no/such/file.json')
  expect(missing).not.toHaveProperty('size')
  await expect(collect(missing.open())).rejects.toThrow('ENOENT')
})

test('a request is read with its places, or what is wrong with it is told', async () => {
  const source = await readSource({ name: 'r.json', open: () => bytesOf('\ufeff{"a":\n1}') })
  expect('locate' in source && source.locate('/a')).toMatchObject({
    line: 2,
    column: 1,
    length: 1,
    pointer: '/a',
    text: '1}',
  })
  expect(await readSource({ name: 'r.json', open: () => bytesOf('{') })).toMatchObject({ kind: 'problem', line: 1 })
  expect(await readSource(fileInput('.'))).toEqual({ kind: 'problem', message: 'is a directory, not a file' })
})
