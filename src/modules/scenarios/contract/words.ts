import { z } from 'zod'

/** Name of a part inside its package; stays the same from version to version, so that a part is found again. */
export const PartCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** What people read, in both languages. */
export const Words = (most: number) =>
  z.object({ zh: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) })
