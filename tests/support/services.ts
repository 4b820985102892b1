/**
 * Servers of others that the platform speaks to, as private instances of the machine's own programs. Where a program is
 * missing a test skips by `test.skipIf(!hasX())`; the suite lists it, and with REQUIRE_ALL=1, as in .ci/run, fails.
 */
export { hasMariadb, type Mariadb, startMariadb } from './services/mariadb.ts'
export { type Broker, hasMosquitto, startMosquitto } from './services/mosquitto.ts'
export { hasNats, type Nats, startNats } from './services/nats.ts'
export { startS3 } from './services/s3.ts'
export { hasSftp, startSftp } from './services/sftp.ts'
