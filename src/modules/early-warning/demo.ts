import type { Kernel } from '#kernel/module'

/** The demo city's watches come with its simulated sensors. */
export async function demoWatches(_kernel: Kernel): Promise<void> {}
