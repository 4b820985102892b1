import { createHash } from 'node:crypto'
import type { ExecuteOptions } from '#kernel/action'
import type { Kernel } from '#kernel/module'
import type { Keyring } from '../keyring.ts'
import { beginExport, exportBatch, type LogLine } from '../queries.ts'
import { sign } from '../signing.ts'

type Options = Pick<ExecuteOptions, 'actor' | 'input' | 'trace'>

/** What is signed at the end of an exported log. */
export function endText(lines: number, sha256: string): string {
  return `zhizhi-exchange-log\n${lines}\n${sha256}`
}

/**
 * The log of a period, line by line: keys before what they signed, exchanges before the seal that holds them, at the end
 * a signature over all lines. Each line carries its number, so that a gap names itself.
 * @throws Refusal before the first line
 */
export async function exportLines(
  kernel: Kernel,
  keyring: Keyring,
  options: Options,
): Promise<AsyncGenerator<string>> {
  const begun = await kernel.ask(beginExport, options)
  const own = await keyring.own('ecdsa-p256-sha256')
  return produce()

  async function* produce(): AsyncGenerator<string> {
    const hash = createHash('sha256')
    const known = new Set<string>()
    let n = 0
    const write = (line: LogLine | (Record<string, unknown> & { type: 'end' })) => {
      const text = `${JSON.stringify({ n: ++n, ...line })}\n`
      hash.update(text)
      return text
    }
    for (const line of begun.lines) yield write(line)
    for (let after: number | null = 0; after !== null; ) {
      const input = { ...begun.span, after }
      const batch: Awaited<ReturnType<typeof ask>> = await ask(input)
      for (const key of batch.keys)
        if (!known.has(String(key.id))) {
          known.add(String(key.id))
          yield write(key)
        }
      for (const line of batch.lines) yield write(line)
      after = batch.last
    }
    const sha256 = hash.digest('hex')
    const signature = sign(own.signer, endText(n, sha256)).toString('base64')
    yield `${JSON.stringify({ n: n + 1, type: 'end', lines: n, sha256, key: own.id, alg: own.alg, signature })}\n`
  }

  function ask(input: { from: Date; before: Date; after: number }) {
    return kernel.ask(exportBatch, { ...options, input })
  }
}
