/** The server keeps no more than this edge; sending less saves a slow line. */
const longestEdge = 2560
const quality = 0.85

/** Makes a photo smaller on the phone; what the browser cannot decode is kept as it is, and the server judges. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  try {
    const image = await createImageBitmap(file)
    const scale = Math.min(1, longestEdge / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.width * scale))
    canvas.height = Math.max(1, Math.round(image.height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    return small !== null && small.size < file.size ? small : file
  } catch {
    return file
  }
}
