import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** `npm run dev`: the server, restarted when its code changes, and Vite's pages, changed in place, side by side. */
const root = join(import.meta.dirname, '..')
const processes: readonly ChildProcess[] = [
  start('server', ['--watch', '--watch-preserve-output', 'src/main.ts']),
  start('pages', ['node_modules/vite/bin/vite.js']),
]

function start(name: string, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
  // One without the other is of no use, so whichever ends takes the other with it.
  child.on('exit', (code) => {
    console.log(`${name} ended`)
    process.exitCode = code ?? 0
    stop()
  })
  return child
}

function stop(): void {
  for (const child of processes) if (child.exitCode === null) child.kill('SIGTERM')
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
