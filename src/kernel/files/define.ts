import { z } from 'zod'

export const FileHash = z.string().regex(/^[0-9a-f]{64}$/, 'an SM3 hash in hexadecimal')

export const StoredFile = z
  .object({
    hash: FileHash,
    kind: z.enum(['image/webp', 'application/pdf']),
    bytes: z.int().min(1),
    name: z.string().min(1).max(200),
    /** Pixels; null for what is no image. */
    width: z.int().nullable(),
    height: z.int().nullable(),
  })
  .meta({ id: 'StoredFile' })
export type StoredFile = z.infer<typeof StoredFile>

export const fileLimits = {
  bytes: 20 * 1024 * 1024,
  /** Of the picture as it came, against images that are small as a file and huge in memory. */
  pixels: 50_000_000,
  /** Longest edge of what is kept. */
  edge: 2560,
  /** Files of one upload. */
  files: 9,
} as const
