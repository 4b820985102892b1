import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '#kernel/database'
import { findApproved } from '#kernel/decisions'
import { loadModel, readVersion } from '#models/classifier'
import {
  type CategoryAlgorithm,
  categoryAlgorithm,
  categoryCode,
  shippedAlgorithm,
  shippedVersion,
} from './classifier.ts'

/** Weights by their hash: the shipped ones, and those that retraining proposed, in the data folder. */
export interface ModelShelf {
  /** The version that the register lets run; the shipped one where there is none or its file is gone. */
  inForce(db: Database): Promise<CategoryAlgorithm>
  /** Keeps a model file for good before it returns. */
  save(file: Uint8Array): Promise<void>
  /** The bytes of a model, as they were saved. */
  read(hash: string): Promise<Uint8Array | undefined>
}

/** Below the uploads, so that a backup carries the weights that the register speaks of. */
const folderOf = (dataDir: string) => join(dataDir, 'files', 'models')
const ModelHash = /^[0-9a-f]{64}$/

export function createModelShelf({ root, dataDir }: { root: string; dataDir: string }): ModelShelf {
  let loaded: CategoryAlgorithm | undefined
  const shipped = shippedVersion(root).hash
  const read = async (hash: string) => {
    if (!ModelHash.test(hash)) return undefined
    const path =
      hash === shipped
        ? join(root, 'data/models/appeal-category.bin')
        : join(folderOf(dataDir), `${hash}.bin`)
    return readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      return undefined
    })
  }
  return {
    read,
    async inForce(db) {
      const hash = (await findApproved(db, categoryCode))?.hash ?? shipped
      if (loaded?.hash === hash) return loaded
      const file = hash === shipped ? undefined : await read(hash)
      // A file that is gone leaves the shipped version, which the register does not show as approved: it decides nothing.
      loaded = file === undefined ? shippedAlgorithm(root) : categoryAlgorithm(loadModel(file))
      return loaded
    },
    save: (file) => saveOnce(folderOf(dataDir), `${readVersion(file)}.bin`, file),
  }
}

/** Under its final name a file is whole or absent. */
async function saveOnce(folder: string, name: string, content: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `${name}.${randomBytes(6).toString('hex')}.part`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name))
}
