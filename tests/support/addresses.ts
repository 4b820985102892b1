/**
 * The servers that a run was given, one for each worker: their addresses in TEST_DATABASE_URL, parted by blanks. Empty
 * where the run starts embedded ones.
 */
export function givenAddresses(): readonly string[] {
  return (process.env.TEST_DATABASE_URL ?? '').split(/\s+/).filter((address) => address !== '')
}
