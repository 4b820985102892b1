import type { StoredFile } from './define.ts'

export { fileActions } from './actions.ts'
export * from './define.ts'
export { fileMessages } from './messages.ts'
export { fileQueries } from './queries.ts'
export { fileRoutes } from './routes.ts'
export { createFiles } from './store.ts'

/** The store of uploads. What comes in is checked by content; images are re-encoded, so that nothing hides in them. */
export interface Files {
  /**
   * Keeps the content for good before it returns; the same content twice is one file.
   * @throws Refusal `invalid` for a kind that is not taken, `too-large` above the limit
   */
  save(content: Buffer, name: string): Promise<StoredFile>
  /** @throws Refusal `unavailable` when the content is not what its hash says */
  read(hash: string): Promise<Buffer | undefined>
}
