import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LanguageModel {
  readonly url: string
  /** What it was sent, newest last. */
  readonly asked: {
    readonly authorization: string
    readonly body: { model: string; messages: { content: string }[] }
  }[]
  /** What it says next: a text, a status, bytes that are no JSON, or nothing for a while. */
  answer: { text: string } | { status: number } | { raw: string } | { delayMs: number }
  stop(): Promise<void>
}

/** A server that speaks the chat completions protocol of OpenAI-compatible endpoints. */
export async function startLanguageModel(): Promise<LanguageModel> {
  const model: Pick<LanguageModel, 'asked' | 'answer'> = { asked: [], answer: { text: '' } }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8')
    })
    request.on('end', () => {
      if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
        response.writeHead(404).end()
        return
      }
      model.asked.push({ authorization: request.headers.authorization ?? '', body: JSON.parse(body) })
      const { answer } = model
      if ('status' in answer) response.writeHead(answer.status).end('{}')
      else if ('raw' in answer) response.writeHead(200).end(answer.raw)
      else if ('delayMs' in answer) setTimeout(() => response.end('{}'), answer.delayMs)
      else {
        const choices = [
          { index: 0, message: { role: 'assistant', content: answer.text }, finish_reason: 'stop' },
        ]
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ id: 'x', object: 'chat.completion', choices }))
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return Object.assign(model, {
    url: `http://127.0.0.1:${port}/v1`,
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  })
}
