/** The command `emulate image-serving`: runs an emulator of Image Serving and Image Rendering until it is interrupted. */
import { readFile, stat } from 'node:fs/promises'
import { readImageConfig, startImageServingEmulator } from '../emulator/image-serving/index.js'
import { problemOf } from '../input/problem.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { runEmulator } from './run-emulator.js'
import type { Terminal } from './terminal.js'

/** Where to listen, and over what. */
export interface EmulateImagesOptions {
  readonly port: number
  readonly host: string
  /** The folder of the pictures; default: the one that the command runs in. */
  readonly root?: string
  /** The file of catalogs and attributes. */
  readonly config?: string
  /** Lines for the default catalog, which come before those of the file. */
  readonly set?: readonly string[]
  readonly json?: boolean
}

/** Starts the emulator, says where it listens, and stops it when the process is told to end. */
export async function emulateImages(options: EmulateImagesOptions, terminal: Terminal): Promise<ExitCode> {
  const { port, host, root = '.', config: file, set = [], json = false } = options
  let text: string
  try {
    if (!(await stat(root)).isDirectory()) throw new Error('it is no folder')
  } catch (error) {
    await terminal.complain(`the folder of --root cannot be read: ${problemOf(error).message}`)
    return exitCodes.unreadableInput
  }
  try {
    text = file === undefined ? '' : await readFile(file, 'utf8')
  } catch (error) {
    await terminal.complain(`the file of --config cannot be read: ${problemOf(error).message}`)
    return exitCodes.unreadableInput
  }
  const start = async () => {
    const config = readImageConfig(text, set)
    return startImageServingEmulator({ root, port, host, config })
  }
  return runEmulator(start, { subject: 'Image Serving and Image Rendering are', json }, terminal)
}
