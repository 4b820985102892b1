import type { StoredFile } from '#kernel/files/define'
import { request } from '../../ui/api.ts'

/** The server keeps no more than this edge; sending less saves a resident's data and a slow line. */
const uploadEdge = 2560
const previewEdge = 160

/** Makes a photo smaller before it is sent; what the browser cannot decode goes as it is, and the server judges. */
export async function uploadPhoto(file: File): Promise<{ hash: string; preview: string }> {
  const image = await decode(file)
  const form = new FormData()
  const small = image === undefined ? undefined : await encode(image, uploadEdge, 0.88)
  const isSmaller = small !== undefined && small.size < file.size
  form.append('file', isSmaller ? small : file, isSmaller ? 'photo.jpg' : file.name)
  const [stored] = await request<StoredFile[]>('POST', '/files', { body: form })
  if (stored === undefined) throw new Error('The server stored no file')
  return { hash: stored.hash, preview: image === undefined ? '' : previewOf(image) }
}

async function decode(file: File): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(file)
  } catch {
    return undefined
  }
}

function draw(image: ImageBitmap, edge: number): HTMLCanvasElement {
  const scale = Math.min(1, edge / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

function encode(image: ImageBitmap, edge: number, quality: number): Promise<Blob | undefined> {
  return new Promise((done) =>
    draw(image, edge).toBlob((blob) => done(blob ?? undefined), 'image/jpeg', quality),
  )
}

function previewOf(image: ImageBitmap): string {
  return draw(image, previewEdge).toDataURL('image/jpeg', 0.7)
}
