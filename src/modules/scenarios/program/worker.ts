import { parentPort } from 'node:worker_threads'
import variant from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSRuntime,
} from 'quickjs-emscripten-core'
import { prelude } from './prelude.ts'
import type { Asked, Told } from './protocol.ts'

/** A thread of its own for the programs of one scenario: an interpreter made for each round, and thrown away after it. */

const engine = await newQuickJSWASMModuleFromVariant(variant)

parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(answer(asked)))

function answer(asked: Asked): Told {
  const begun = process.threadCpuUsage()
  const spent = () => {
    const { user, system } = process.threadCpuUsage(begun)
    return (user + system) / 1000
  }
  const runtime = engine.newRuntime()
  runtime.setMemoryLimit(asked.memoryBytes)
  runtime.setMaxStackSize(asked.stackBytes)
  let isLate = false
  // Time on the processor: a machine that is busy with something else cuts nobody off.
  runtime.setInterruptHandler(() => {
    isLate ||= spent() > asked.ms
    return isLate
  })
  try {
    const text = inContext(runtime, asked)
    return isLate ? { id: asked.id, fault: 'time', ms: spent() } : { id: asked.id, text, ms: spent() }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    if (isLate) return { id: asked.id, fault: 'time', ms: spent() }
    const fault = /out of memory/i.test(problem) ? 'memory' : 'threw'
    return { id: asked.id, fault, problem: problem.slice(0, 500), ms: spent() }
  } finally {
    runtime.dispose()
  }
}

function inContext(runtime: QuickJSRuntime, asked: Asked): string {
  const context = runtime.newContext()
  try {
    evaluate(context, prelude, 'global')
    begin(context, asked)
    // `export` makes it a module; what it exports is hung where the call finds it.
    evaluate(context, asked.code, 'module')
    return evaluate(context, asked.call, 'global')
  } finally {
    context.dispose()
  }
}

/**
 * Facts and argument go in as one text that the interpreter's own `JSON.parse` reads before the module stands beside it: read as
 * source they would take five times as long.
 */
function begin(context: QuickJSContext, { told }: Asked): void {
  const text = context.newString(told)
  context.setProp(context.global, '__told', text)
  text.dispose()
  evaluate(context, '__begin(...JSON.parse(__told)); delete globalThis.__told', 'global')
}

function evaluate(context: QuickJSContext, text: string, type: 'global' | 'module'): string {
  const result = context.evalCode(text, type === 'module' ? 'program.js' : 'platform.js', { type })
  if (result.error) {
    const said = context.dump(result.error) as { message?: string } | string
    result.error.dispose()
    throw new Error(typeof said === 'string' ? said : (said.message ?? 'failed'))
  }
  if (type === 'module') {
    context.setProp(context.global, '__program', result.value)
    result.value.dispose()
    return ''
  }
  const text_ = context.typeof(result.value) === 'string' ? context.getString(result.value) : ''
  result.value.dispose()
  return text_
}
