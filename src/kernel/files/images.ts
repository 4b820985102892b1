import sharp from 'sharp'
import { Refusal } from '#kernel/action/define'
import { fileLimits } from './define.ts'

interface CleanImage {
  readonly content: Buffer
  readonly width: number
  readonly height: number
}

/**
 * The picture and nothing else: decoded, turned upright, made smaller if need be and encoded anew. Place, camera and
 * whatever else stood in the file are gone. Of an animation the first frame is kept.
 * @throws Refusal `too-large` above the pixel limit, `invalid` when it cannot be decoded
 */
export async function cleanImage(content: Buffer): Promise<CleanImage> {
  try {
    const { data, info } = await sharp(content, { limitInputPixels: fileLimits.pixels, failOn: 'error' })
      .timeout({ seconds: 30 })
      .autoOrient()
      .resize({ width: fileLimits.edge, height: fileLimits.edge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    return { content: data, width: info.width, height: info.height }
  } catch (error) {
    throw refusalOf(error, content)
  }
}

function refusalOf(error: unknown, content: Buffer): Refusal {
  const message = error instanceof Error ? error.message : ''
  if (message.includes('pixel limit'))
    return new Refusal('too-large', 'files.too-many-pixels', {
      limitMegapixels: fileLimits.pixels / 1_000_000,
    })
  const isHeif = content.toString('latin1', 4, 8) === 'ftyp'
  return new Refusal('invalid', isHeif ? 'files.kind' : 'files.unreadable')
}
