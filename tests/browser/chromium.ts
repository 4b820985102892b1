import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's program, unpacked for this run. */
    chromiumPath: string
  }
}

let folder = ''

/** Unpacks the browser once for all files of a run. */
export async function setup(project: TestProject): Promise<void> {
  // The package unpacks to a fixed name in the temporary folder: another version's binary would be taken for ours.
  folder = mkdtempSync(join(tmpdir(), 'zhizhi-chromium-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  project.provide('chromiumPath', await chromium.executablePath())
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true })
}
