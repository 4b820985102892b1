import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMasterKey, type VaultErrorCode } from './index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'))
})
afterEach(() => rm(folder, { recursive: true }))

const refuses = (code: VaultErrorCode) => expect.objectContaining({ name: 'VaultError', code })
const path = () => join(folder, 'keys', 'master.key')

describe('openMasterKey', () => {
  it('makes a key on the first start and reads it on the next', async () => {
    const first = await openMasterKey({ path: path(), hasData: false })
    const second = await openMasterKey({ path: path(), hasData: true })
    expect(second.id).toBe(first.id)
    expect(second.secret.equals(first.secret)).toBe(true)
    expect((await stat(path())).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'keys'))).toEqual(['master.key'])
  })

  it('agrees within a process that opens it many times at once', async () => {
    const keys = await Promise.all(
      Array.from({ length: 20 }, () => openMasterKey({ path: path(), hasData: false })),
    )
    expect(new Set(keys.map((key) => key.id)).size).toBe(1)
  })

  it('agrees between processes that start at once', async () => {
    const module = join(import.meta.dirname, 'master-key.ts')
    const script = `import(${JSON.stringify(module)}).then(async (m) => {
      const key = await m.openMasterKey({ path: ${JSON.stringify(path())}, hasData: false })
      process.stdout.write(key.id)
    })`
    const run = () => promisify(execFile)(process.execPath, ['-e', script])
    const outputs = await Promise.all(Array.from({ length: 6 }, run))
    expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1)
    expect(outputs[0]?.stdout).toMatch(/^[0-9a-f]{8}$/)
    expect(await readdir(join(folder, 'keys'))).toEqual(['master.key'])
  })

  it('refuses a missing key while data exist, and makes none', async () => {
    await expect(openMasterKey({ path: path(), hasData: true })).rejects.toEqual(
      refuses('master-key-missing'),
    )
    await expect(stat(path())).rejects.toThrow()
  })

  it.each([0o644, 0o640, 0o604, 0o660])('refuses mode %o', async (mode) => {
    await openMasterKey({ path: path(), hasData: false })
    await chmod(path(), mode)
    await expect(openMasterKey({ path: path(), hasData: true })).rejects.toEqual(
      refuses('master-key-permissions'),
    )
  })

  it('refuses a file that holds no key', async () => {
    await mkdir(join(folder, 'keys'))
    for (const content of ['', 'zhizhi-master-key-1:c2hvcnQ=\n', `other:${'A'.repeat(43)}`]) {
      await writeFile(path(), content, { mode: 0o600 })
      await expect(openMasterKey({ path: path(), hasData: true })).rejects.toEqual(
        refuses('master-key-malformed'),
      )
    }
  })

  it('refuses a place inside the data folder, through a link too', async () => {
    const dataFolder = join(folder, 'data')
    await mkdir(dataFolder)
    await symlink(dataFolder, join(folder, 'link'))
    for (const inside of [join(dataFolder, 'a', 'key'), join(folder, 'link', 'key')]) {
      await expect(openMasterKey({ path: inside, dataFolder, hasData: false })).rejects.toEqual(
        refuses('master-key-inside-data'),
      )
    }
    await expect(
      openMasterKey({ path: `${dataFolder}.key`, dataFolder, hasData: false }),
    ).resolves.toBeDefined()
  })

  it('writes no key into its errors', async () => {
    await openMasterKey({ path: path(), hasData: false })
    const [, secret = ''] = (await readFile(path(), 'utf8')).trim().split(':')
    await chmod(path(), 0o644)
    await expect(openMasterKey({ path: path(), hasData: true })).rejects.not.toThrow(secret)
  })
})
