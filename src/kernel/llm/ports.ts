import { z } from 'zod'
import type { Config } from '#kernel/config'

export type LlmConfig = NonNullable<Config['llm']>

export interface ChatMessage {
  readonly role: 'system' | 'user'
  readonly content: string
}

/** The endpoint gave no usable text. The message is for the operator and quotes neither question nor answer. */
export class ModelError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ModelError'
  }
}

/** The part of an OpenAI-compatible answer that is read. */
const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
})

/** More than this is no answer to a question of a resident, and a broken endpoint must not fill the memory. */
const mostBytes = 64 * 1024

/**
 * One completion of an OpenAI-compatible endpoint (POST …/chat/completions). The caller decides what may leave the
 * house; nothing is added here.
 * @throws ModelError when it is slow, unreachable, refuses, or answers something else
 */
export async function askModel(
  { url, key, model, timeoutMs }: LlmConfig,
  messages: readonly ChatMessage[],
  maxTokens = 500,
): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, messages, temperature: 0, max_tokens: maxTokens, stream: false }),
      redirect: 'manual',
      signal,
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw new ModelError(`the endpoint answered ${response.status}`)
    }
    const parsed = Completion.safeParse(parseJson(await readBounded(response)))
    const text = parsed.data?.choices[0]?.message.content
    if (text === undefined) throw new ModelError('the endpoint answered something else than a completion')
    return text
  } catch (error) {
    if (error instanceof ModelError) throw error
    throw new ModelError(signal.aborted ? `no answer within ${timeoutMs} ms` : 'not reachable')
  }
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new ModelError(`the endpoint answered more than ${mostBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
