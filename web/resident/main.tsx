import { startApp } from '#web-none'
