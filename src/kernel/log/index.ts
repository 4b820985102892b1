import type { Log } from '#kernel/module'

const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const
type Level = (typeof levels)[number]

/** One JSON line an entry on standard error. Callers pass no personal data; errors are reduced to message and stack. */
export function createLog(
  level: Level,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const most = levels.indexOf(level)
  const entry = (at: Level) => (message: string, data?: unknown) => {
    if (levels.indexOf(at) > most) return
    write(`${JSON.stringify({ level: at, message, ...(data === undefined ? {} : { data: plain(data) }) })}\n`)
  }
  return { error: entry('error'), warn: entry('warn'), info: entry('info') }
}

function plain(data: unknown): unknown {
  return data instanceof Error
    ? { name: data.name, message: data.message, stack: data.stack?.split('\n').slice(1, 4) }
    : data
}
