import { describe, expect, test, vi } from 'vitest'
import { fileInput, inputsOf, problemLine, readSource } from '../../src/cli/inputs.js'
import { bytesOf, collect, ioOf } from './streams.js'

test('inputs are the files that are named, and standard input for a hyphen or for nothing', async () => {
  const io = ioOf({ stdin: 'typed' })
  expect(inputsOf([], io).map(({ name }) => name)).toEqual(['<stdin>'])
  const [file, stdin] = inputsOf(['package.json', '-'], io)
  expect([file?.name, stdin?.name]).toEqual(['package.json', '<stdin>'])
  expect(file?.size).toBeGreaterThan(100)
  expect(Buffer.concat(await collect(stdin?.open() ?? bytesOf())).toString()).toBe('typed')
})

describe('a terminal', () => {
  /** What is read of keys as a terminal hands them on, what it shows meanwhile, and the modes that it was put into. */
  async function paste(...keys: readonly string[]) {
    const io = ioOf({ stdin: keys, tty: ['stdin', 'stderr'] })
    const modes: boolean[] = []
    const stdin = Object.assign(io.stdin, { setRawMode: (isRaw: boolean) => modes.push(isRaw) })
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true)
    const [input] = inputsOf([], { stdin, stderr: io.stderr })
    const read = Buffer.concat(await collect(input?.open() ?? bytesOf())).toString()
    const killed = [...kill.mock.calls]
    kill.mockRestore()
    return { read, modes, shown: io.stderr.text(), killed }
  }

  test('takes a paste up to Ctrl-D, line breaks as they are typed, and says so', async () => {
    const { read, modes, shown, killed } = await paste('{"a":\r', '1}\u0004never read', 'nor this')
    expect([read, modes, killed]).toEqual(['{"a":\n1}', [true, false], []])
    expect(shown).toBe('Paste a response, then press Ctrl-D on a new line:\n{"a":\n1}\n')
  })

  test('takes lines of any length, and shows no character that would do something', async () => {
    const long = 'x'.repeat(100_000)
    const { read, shown } = await paste(`${long}\u001b[2J`, '\u0004', 'never read')
    expect(read).toBe(`${long}\u001b[2J`)
    expect(shown).toContain('x␛[2J')
  })

  test('that ends without Ctrl-D has been read all the same', async () => {
    expect(await paste('1')).toMatchObject({ read: '1', modes: [true, false] })
  })

  test('is interrupted by Ctrl-C, which ends the paste', async () => {
    const { read, modes, killed } = await paste('1\u00032')
    expect([read, modes, killed]).toEqual(['1', [true, false], [[process.pid, 'SIGINT']]])
  })

  test('that is named is read as it is, and so is one without modes', async () => {
    const io = ioOf({ stdin: '1', tty: ['stdin'] })
    expect(inputsOf(['-'], io).map(({ name }) => name)).toEqual(['<stdin>'])
    expect(Buffer.concat(await collect(inputsOf([], io)[0]?.open() ?? bytesOf())).toString()).toBe('1')
  })
})

test('a file that does not exist is missed when it is read', async () => {
  const missing = fileInput('no/such/file.json')
  expect(missing).not.toHaveProperty('size')
  await expect(collect(missing.open())).rejects.toThrow('ENOENT')
})

test.each(['https://reactor.adobe.io/companies', 'HTTP://example.com'])(
  'an address is none, and is not requested: %s',
  async (name) => {
    await expect(collect(fileInput(name).open())).rejects.toThrow(
      'is an address, not a file: request it with curl -i, and pipe what comes into this command',
    )
  },
)

test('an address is called without its password and its token', () => {
  const { name } = fileInput('https://me:hunter2@example.com/x?access_token=abcdefghijkl0123456789')
  expect(name).toBe('https://[redacted]@example.com/x?access_token=[redacted]')
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
  expect(await readSource({ name: 'r.json', open: () => bytesOf('{') })).toEqual({
    ...{ kind: 'problem', line: 1, column: 2 },
    message: 'not valid JSON: it breaks off',
  })
  // Too deep for a parser that would say more.
  expect(await readSource({ name: 'r.json', open: () => bytesOf('['.repeat(100_000)) })).toEqual({
    ...{ kind: 'problem', line: 1, column: 1, message: 'not valid JSON' },
  })
  expect(await readSource(fileInput('.'))).toEqual({ kind: 'problem', message: 'is a directory, not a file' })
})

test('a problem is one line that begins with its place', () => {
  expect(problemLine('a.json', { kind: 'problem', message: 'is empty' })).toBe('a.json: is empty')
  expect(problemLine('', { kind: 'problem', message: 'is empty' })).toBe("'': is empty")
  expect(problemLine('a\nb\u001b', { kind: 'problem', message: 'is empty' })).toBe('a b␛: is empty')
  expect(problemLine('a.json', { kind: 'problem', message: 'no', line: 3 })).toBe('a.json:3: no')
  expect(problemLine('a.json', { kind: 'problem', message: 'no', line: 3, column: 4 })).toBe('a.json:3:4: no')
})
