import type { StoredFile } from './define.ts'

export * from './define.ts'

/** The store of uploads. What comes in is checked by content; images are re-encoded, so that nothing hides in them. */
export interface Files {
  /** @throws Refusal `invalid` for a kind that is not taken, `too-large` above the limit of its kind */
  save(content: Buffer, name: string): Promise<StoredFile>
  read(hash: string): Promise<Buffer | undefined>
}
