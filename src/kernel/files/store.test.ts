import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel/action/define'
import { fileLimits } from './define.ts'
import { findKind, safeName } from './rules.ts'
import { createFiles } from './store.ts'

async function createStore() {
  const dataDir = await mkdtemp(join(tmpdir(), 'files-'))
  return { dataDir, files: createFiles({ dataDir }) }
}

async function refusalOf(content: Buffer, name = 'a.jpg'): Promise<string> {
  const { files, dataDir } = await createStore()
  const error = await files.save(content, name).catch((e: unknown) => e)
  expect(await storedPaths(dataDir)).toEqual([])
  return error instanceof Refusal ? error.message : String(error)
}

async function storedPaths(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true })
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name).slice(dataDir.length + 1))
}

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c81e1e' } })

describe('images', () => {
  test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
    '%s becomes WebP, whatever its name says',
    async (format) => {
      const { files } = await createStore()
      const saved = await files.save(await plain(64, 48).toFormat(format).toBuffer(), '照片.exe')
      expect(saved).toMatchObject({ kind: 'image/webp', name: '照片.webp', width: 64, height: 48 })
      const content = await files.read(saved.hash)
      expect((await sharp(content).metadata()).format).toBe('webp')
      expect(content?.length).toBe(saved.bytes)
    },
  )

  test('is turned upright, made smaller, and loses place and camera', async () => {
    const { files } = await createStore()
    const photo = await plain(4000, 3000)
      .withExif({ IFD0: { Make: 'SECRETCAM' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 33/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(photo).metadata()).exif?.includes('SECRETCAM')).toBe(true)
    const saved = await files.save(photo, 'IMG.JPG')
    expect([saved.width, saved.height]).toEqual([1920, 2560])
    const content = (await files.read(saved.hash)) ?? Buffer.alloc(0)
    const { exif, xmp, iptc, icc, orientation } = await sharp(content).metadata()
    expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
    expect(content.includes('SECRETCAM')).toBe(false)
  })

  test('of an animation the first frame is kept', async () => {
    const { files } = await createStore()
    const frames = Buffer.concat(
      ['#f00', '#00f'].map((c) => Buffer.alloc(32 * 32 * 3, c === '#f00' ? 0xf0 : 0x10)),
    )
    const gif = await sharp(frames, { raw: { width: 32, height: 64, channels: 3, pageHeight: 32 } })
      .gif()
      .toBuffer()
    expect((await sharp(gif).metadata()).pages).toBe(2)
    const saved = await files.save(gif, 'a.gif')
    expect([saved.width, saved.height]).toEqual([32, 32])
  })

  test('what is hidden behind a picture is gone', async () => {
    const { files } = await createStore()
    const polyglot = Buffer.concat([
      await plain(20, 20).jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ])
    const saved = await files.save(polyglot, 'a.jpg')
    expect((await files.read(saved.hash))?.includes('script')).toBe(false)
  })

  test('a picture that is small as a file and huge in memory is refused', async () => {
    const bomb = await plain(12_000, 9_000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(2_000_000)
    expect(await refusalOf(bomb)).toBe('files.too-many-pixels')
  })

  test('a cut picture is refused', async () => {
    const jpeg = await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, i) => (i * 7919) % 251)), {
      raw: { width: 300, height: 300, channels: 3 },
    })
      .jpeg()
      .toBuffer()
    expect(await refusalOf(jpeg.subarray(0, jpeg.length / 2))).toBe('files.unreadable')
  })
})

describe('PDF', () => {
  const pdf = (body: string | Buffer, tail = 'startxref\n9\n%%EOF\n') =>
    Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.from(body as string, 'latin1'),
      Buffer.from(`\n${tail}`),
    ])
  const stream = (dictionary: string, content: Buffer) =>
    Buffer.concat([
      Buffer.from(`1 0 obj\n<< ${dictionary} >>\nstream\n`),
      content,
      Buffer.from('\nendstream\nendobj'),
    ])
  const script = Buffer.from('<< /S /JavaScript /JS (app.alert(1)) >>')

  test('is kept as it is', async () => {
    const { files } = await createStore()
    const content = pdf(stream('/Filter /FlateDecode', deflateSync('BT (text) Tj ET')))
    const saved = await files.save(content, '通知')
    expect(saved).toMatchObject({
      kind: 'application/pdf',
      name: '通知.pdf',
      width: null,
      bytes: content.length,
    })
    expect(await files.read(saved.hash)).toEqual(content)
  })

  test.each<[string, Buffer]>([
    ['a script', pdf(script)],
    ['a script in escaped letters', pdf('<< /S /J#61va#53cript >>')],
    ['a program start', pdf('<< /S /Launch /F (cmd.exe) >>')],
    ['an attachment', pdf('<< /Type /EmbeddedFile >>')],
    [
      'a script in a compressed object stream',
      pdf(stream('/Type /ObjStm /Filter /FlateDecode', deflateSync(script))),
    ],
    [
      'a script packed twice',
      pdf(stream('/Type /ObjStm /Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(script)))),
    ],
    [
      'objects behind another filter',
      pdf(stream('/Type /ObjStm /Filter [/ASCIIHexDecode]', Buffer.from(script.toString('hex')))),
    ],
    [
      'objects behind a predictor',
      pdf(stream('/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>', deflateSync(script))),
    ],
    ['objects that do not unpack', pdf(stream('/Type /ObjStm /Filter /FlateDecode', Buffer.from('???')))],
    ['encryption', pdf('trailer << /Encrypt 5 0 R >>')],
    ['no end', pdf('x', '')],
    ['something behind the end', pdf('x', 'startxref\n9\n%%EOF\nPK\u0003\u0004')],
    [
      'streams that unpack to too much',
      pdf(stream('/Filter /FlateDecode', deflateSync(Buffer.alloc(220 * 1024 * 1024)))),
    ],
  ])('with %s is refused', async (_name, content) => {
    expect(await refusalOf(content, 'a.pdf')).toBe('files.kind')
  })
})

test.each<[string, Buffer, string]>([
  ['nothing', Buffer.alloc(0), 'files.kind'],
  ['HTML named jpg', Buffer.from('<html><script>'), 'files.kind'],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'files.kind'],
  ['a program', Buffer.from('MZ\u0090\u0000'), 'files.kind'],
  ['a zip', Buffer.from('PK\u0003\u0004'), 'files.kind'],
  ['a head without a picture', Buffer.from('\xff\xd8\xff\xe0garbage', 'latin1'), 'files.unreadable'],
  ['HEVC that no decoder reads', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'files.kind'],
  ['too many bytes', Buffer.alloc(fileLimits.bytes + 1, 0xff), 'files.too-large'],
])('%s is refused', async (_name, content, reason) => {
  expect(await refusalOf(content)).toBe(reason)
})

test('the same content is one file, also when it comes ten times at once; nothing half-written stays', async () => {
  const { files, dataDir } = await createStore()
  const photo = await plain(300, 200).jpeg().toBuffer()
  const saved = await Promise.all(Array.from({ length: 10 }, () => files.save(photo, 'a.jpg')))
  const hashes = [...new Set(saved.map((s) => s.hash))]
  expect(hashes).toHaveLength(1)
  const [hash = ''] = hashes
  expect(await storedPaths(dataDir)).toEqual([join('files', hash.slice(0, 2), hash.slice(2, 4), hash)])
})

test('killed while it writes, the store holds no half file under a hash', async () => {
  const { files, dataDir } = await createStore()
  const program = `
    import { createFiles } from ${JSON.stringify(new URL('./store.ts', import.meta.url).href)}
    const files = createFiles({ dataDir: ${JSON.stringify(dataDir)} })
    const tail = '\\nstartxref\\n9\\n%%EOF'
    for (let i = 0; ; i++) {
      await files.save(Buffer.from('%PDF-1.7 ' + i + ' '.repeat(3_000_000) + tail), 'a')
      process.stdout.write('.')
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await sleep(150)
  child.kill('SIGKILL')
  await once(child, 'close')
  const hashes = (await storedPaths(dataDir))
    .map((p) => basename(p))
    .filter((name) => !name.endsWith('.part'))
  expect(hashes.length).toBeGreaterThan(0)
  for (const hash of hashes) expect((await files.read(hash))?.length).toBeGreaterThan(3_000_000)
})

test('what was changed on disk is not given out', async () => {
  const { files, dataDir } = await createStore()
  const { hash } = await files.save(await plain(30, 20).png().toBuffer(), 'a.png')
  const path = join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)
  const content = await readFile(path)
  content[content.length - 1] = (content.at(-1) ?? 0) ^ 1
  await writeFile(path, content)
  await expect(files.read(hash)).rejects.toThrow('files.damaged')
})

test.each(['../../etc/passwd', '', 'zz'.repeat(32), '0'.repeat(64)])('no file %s', async (hash) => {
  const { files } = await createStore()
  expect(await files.read(hash)).toBeUndefined()
})

test.each([
  ['C:\\Users\\x\\照片.JPG', '照片.webp'],
  ['../../a.b.png', 'a.b.webp'],
  ['evil\u202egpj.exe\r\n', 'evilgpj.webp'],
  ['.htaccess', 'htaccess.webp'],
  ['', 'file.webp'],
  ['长'.repeat(300), `${'长'.repeat(90)}.webp`],
])('name %j', (name, expected) => {
  expect(safeName(name, '.webp')).toBe(expected)
})

test('kinds are told by content', () => {
  expect(findKind(Buffer.from('%PDF-1.4'))).toBe('pdf')
  expect(findKind(Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'))).toBe('image')
  expect(findKind(Buffer.from('GIF88a'))).toBeUndefined()
})
