import { z } from 'zod'

export const FileHash = z.string().regex(/^[0-9a-f]{64}$/, 'an SM3 hash in hexadecimal')

export const StoredFile = z
  .object({
    hash: FileHash,
    kind: z.enum(['image/webp', 'application/pdf', 'audio/mpeg', 'video/mp4']),
    bytes: z.int(),
    name: z.string(),
    width: z.int().nullable(),
    height: z.int().nullable(),
  })
  .meta({ id: 'StoredFile' })
export type StoredFile = z.infer<typeof StoredFile>
