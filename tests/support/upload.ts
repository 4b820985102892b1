import type { Answer, Client } from './platform.ts'

/** Sends a file and fields as a browser's form does. */
export function sendFile(
  who: Client,
  path: string,
  file: { readonly content: Buffer; readonly filename: string },
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const boundary = 'zhizhi-test-boundary'
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.filename}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(parts.join('') + head),
    file.content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return who.post(path, body, { 'content-type': `multipart/form-data; boundary=${boundary}` })
}
