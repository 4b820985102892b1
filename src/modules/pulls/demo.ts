import type { Kernel } from '#kernel/module'
import type { PullActions } from './index.ts'

export async function demoPulls(_kernel: Kernel, _actions: PullActions): Promise<void> {}
