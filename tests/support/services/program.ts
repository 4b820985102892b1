import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Servers are often kept out of the path of those who are not root. */
const folders = [...(process.env.PATH ?? '').split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin']

/** Where a program of the machine lies; undefined when it is not installed. */
export function findProgram(name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}

/** @throws Error naming the package to install */
export function getProgram(name: string, debianPackage: string): string {
  const file = findProgram(name)
  if (file === undefined)
    throw new Error(`${name} is missing: apt-get install ${debianPackage}, or run .ci/run`)
  return file
}

export const isRoot = process.getuid?.() === 0

export interface Running {
  readonly port: number
  /** A folder of its own, deleted at the end. */
  readonly folder: string
  stop(): Promise<void>
}

interface Plan {
  readonly file: string
  /** Writes the configuration into the folder and says how to start. */
  prepare(folder: string, port: number): readonly string[]
  /** Where it is to listen, as one that was stopped did; a free port unless told. */
  readonly port?: number
}

const mostStarts = 3
const patienceMs = 60_000

/**
 * Starts a server in a temporary folder on a free port of this machine alone and waits until it lets a connection in.
 * It ends with this process at the latest.
 * @throws Error with what the program said, when it does not come up within a minute
 */
export async function startProgram(name: string, plan: Plan): Promise<Running> {
  for (let start = 1; ; start++) {
    const folder = mkdtempSync(join(tmpdir(), `zhizhi-${name}-`))
    const port = plan.port ?? (await freePort())
    const child = spawn(plan.file, plan.prepare(folder, port), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said: string[] = []
    child.stdout.on('data', (text: Buffer) => said.push(text.toString()))
    child.stderr.on('data', (text: Buffer) => said.push(text.toString()))
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    const stop = async () => {
      process.off('exit', kill)
      await end(child)
      rmSync(folder, { recursive: true, force: true })
    }
    if (await isReady(child, port)) return { port, folder, stop }
    await stop()
    // Somebody else may have taken the port in the moment between finding and using it.
    if (start === mostStarts) throw new Error(`${name} did not start:\n${said.join('')}`)
  }
}

/** Runs a program to its end. @throws Error with what it said, when it fails */
export function runProgram(file: string, args: readonly string[]): void {
  execFileSync(file, args, { stdio: 'pipe' })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function isReady(child: ChildProcess, port: number): Promise<boolean> {
  let hasEnded = false
  child.once('exit', () => {
    hasEnded = true
  })
  child.once('error', () => {
    hasEnded = true
  })
  for (const until = performance.now() + patienceMs; performance.now() < until && !hasEnded; ) {
    if (await accepts(port)) return !hasEnded
    await new Promise((done) => setTimeout(done, 25))
  }
  return false
}

function accepts(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host: '127.0.0.1', port })
    const say = (is: boolean) => {
      socket.destroy()
      answer(is)
    }
    socket.once('connect', () => say(true)).once('error', () => say(false))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(force)
}
