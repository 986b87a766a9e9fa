import { expect, test, vi } from 'vitest'

test('the program runs on the process that it is loaded into', async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const { argv, exitCode } = process
  try {
    process.exitCode = undefined
    process.argv = [process.execPath, 'cli.js', 'explain', 'not-found']
    await import('../../src/cli/main.js')
    await expect.poll(() => process.exitCode).toBe(0)
    expect(String(written.mock.calls[0]?.[0])).toMatch(/^not-found · /)
  } finally {
    Object.assign(process, { argv, exitCode })
    written.mockRestore()
  }
})

test('a thread that loads the program does not run it', async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.resetModules()
  vi.doMock('node:worker_threads', async (original) => ({ ...(await original<object>()), workerData: {} }))
  try {
    await import('../../src/cli/main.js')
    expect(written).not.toHaveBeenCalled()
  } finally {
    vi.doUnmock('node:worker_threads')
    written.mockRestore()
  }
})
