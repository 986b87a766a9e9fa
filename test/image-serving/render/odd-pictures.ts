/** Pictures as they come out of cameras, scanners and the hands of attackers. */
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

const plain = (space: 'srgb' | 'b-w' = 'srgb') => {
  const create = { width: 60, height: 30, channels: 3, background: '#c80000' } as const
  return sharp({ create }).toColourspace(space)
}

/** A PNG that declares a size and holds next to nothing. */
function declaring(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data])
    const framed = Buffer.alloc(8 + body.length)
    framed.writeUInt32BE(data.length, 0)
    body.copy(framed, 4)
    framed.writeUInt32BE(crc(body), 4 + body.length)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc(64)))
  return Buffer.concat([signature, chunk('IHDR', header), pixels, chunk('IEND', Buffer.alloc(0))])
}

/** https://www.w3.org/TR/png-3/#D-CRCAppendix */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** Their names. */
type OddName =
  | 'animated.gif'
  | 'cmyk.jpg'
  | '16-bit.png'
  | 'grey-alpha.png'
  | 'small.svg'
  | 'sideways.jpg'
  | 'bomb.png'
  | 'bomb.svg'
  | 'truncated.jpg'
  | 'truncated.png'

/** All of them, 60 by 30 pixels where they say nothing else. */
export async function oddPictures(): Promise<Readonly<Record<OddName, Buffer>>> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const noisy = sharp({ create: { width: 60, height: 30, channels: 3, background: '#c80000', noise } })
  const [jpeg, png] = await Promise.all([noisy.clone().jpeg().toBuffer(), noisy.clone().png().toBuffer()])
  const frames = Buffer.concat([Buffer.alloc(60 * 30 * 3, 10), Buffer.alloc(60 * 30 * 3, 200)])
  const raw = { width: 60, height: 60, channels: 3, pageHeight: 30 } as const
  return {
    'animated.gif': await sharp(frames, { raw }).gif().toBuffer(),
    'cmyk.jpg': await plain().toColourspace('cmyk').jpeg().toBuffer(),
    '16-bit.png': await plain().toColourspace('rgb16').png().toBuffer(),
    'grey-alpha.png': await plain('b-w').ensureAlpha(0.5).png().toBuffer(),
    'small.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"/>'),
    'sideways.jpg': await plain().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    'bomb.png': declaring(60_000, 60_000),
    'bomb.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>'),
    'truncated.jpg': jpeg.subarray(0, jpeg.length / 2),
    'truncated.png': png.subarray(0, png.length / 2),
  }
}
