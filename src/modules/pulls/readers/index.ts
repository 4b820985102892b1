import type { DatabasePlace, FolderPlace, HttpPlace, S3Place, SftpPlace } from '../contract.ts'
import { readDatabase } from './database.ts'
import type { Reader, ReadJob } from './define.ts'
import { type Choice, readFiles, type Shelf } from './files.ts'
import { openFolder } from './folder.ts'
import { readHttp } from './http.ts'
import { openS3 } from './s3.ts'
import { openSftp } from './sftp.ts'

export * from './define.ts'

/** Reads a source from its position on. @throws PullError */
export function readSource(job: ReadJob): Reader {
  const { place } = job
  switch (place.kind) {
    case 'http':
      return readHttp(job as ReadJob<HttpPlace>)
    case 'postgresql':
    case 'mariadb':
      return readDatabase(job as ReadJob<DatabasePlace>)
    case 'folder':
      return fromShelf(job, place, () => openFolder(job as ReadJob<FolderPlace>))
    case 'sftp':
      return fromShelf(job, place, () => openSftp(job as ReadJob<SftpPlace>))
    case 's3':
      return fromShelf(job, { ...place, settleSeconds: 0 }, async () => openS3(job as ReadJob<S3Place>))
  }
}

async function* fromShelf(job: ReadJob, choice: Choice, open: () => Promise<Shelf>): Reader {
  const shelf = await open()
  try {
    yield* readFiles(job, shelf, choice)
  } finally {
    await shelf.close()
  }
}
