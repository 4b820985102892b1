import { type LinkageRun, runsGoingOn } from '../contract.ts'

/** A run that has not moved for so long was cut off; another may begin. */
const cutOffMs = 2 * 60 * 60_000

export function isGoingOn(run: LinkageRun | undefined, now: Date): boolean {
  return (
    run !== undefined &&
    runsGoingOn.some((state) => state === run.state) &&
    now.getTime() - Date.parse(run.at) < cutOffMs
  )
}
