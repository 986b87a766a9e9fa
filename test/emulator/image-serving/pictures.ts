/** A folder of pictures to emulate over. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

/** A picture of one colour with a darker bar, so that one sees how it was fit in. */
async function picture(width: number, height: number, background: string): Promise<Buffer> {
  const bar = { create: { width, height: Math.ceil(height / 4), channels: 3, background: '#333333' } } as const
  return sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: bar, gravity: 'north' }])
    .png()
    .toBuffer()
}

/** The folder: `shoes/red`, `shoes/logo`, `shoes/gone` (a record only), `shoes/broken`, `default`, `style.css`, `notes.txt`, what is hidden, and links. */
export async function makePictures(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
  const root = join(folder, 'root')
  mkdirSync(join(root, 'shoes'), { recursive: true })
  writeFileSync(join(root, 'shoes', 'red.png'), await picture(80, 60, '#cc2222'))
  writeFileSync(join(root, 'shoes', 'logo.png'), await picture(30, 20, '#22cc22'))
  writeFileSync(join(root, 'default.png'), await picture(40, 40, '#2222cc'))
  writeFileSync(join(root, 'shoes', 'broken.jpg'), 'no picture')
  writeFileSync(join(root, 'style.css'), 'a {}')
  writeFileSync(join(folder, 'secret.png'), await picture(8, 8, '#ffffff'))
  symlinkSync(join(folder, 'secret.png'), join(root, 'out.png'))
  symlinkSync(join(root, 'shoes', 'red.png'), join(root, 'in.png'))
  symlinkSync(folder, join(root, 'up'))
  writeFileSync(join(root, 'notes.txt'), 'notes')
  writeFileSync(join(root, '.env'), 'SECRET=1')
  mkdirSync(join(root, '.hidden'))
  writeFileSync(join(root, '.hidden', 'red.png'), await picture(8, 8, '#cc2222'))
  symlinkSync(join(root, '.hidden', 'red.png'), join(root, 'shown.png'))
  return root
}
